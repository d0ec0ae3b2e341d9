/** Clocks for tests: one that stands still, and one that races. */
@org.jspecify.annotations.NullMarked
package dev.tgarchiver.time;
