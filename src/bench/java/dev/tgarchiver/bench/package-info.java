/** How fast the program is, measured as a user runs it: {@code scripts/bench}. */
@org.jspecify.annotations.NullMarked
package dev.tgarchiver.bench;
