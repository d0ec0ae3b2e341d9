/** Checks everything that a download needs, without changing anything. */
@org.jspecify.annotations.NullMarked
package dev.tgarchiver.app.check;
