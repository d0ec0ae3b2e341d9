/** The only source of time and waiting, so that a test can replace it. */
@org.jspecify.annotations.NullMarked
package dev.tgarchiver.time;
