/** The only source of clock and waiting, so that a test can bring its own. */
@org.jspecify.annotations.NullMarked
package dev.tgarchiver.time;
