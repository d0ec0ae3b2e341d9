/** Salvages what can be read of a damaged tracker into a new one. Loaded only when it is used. */
@org.jspecify.annotations.NullMarked
package dev.tgarchiver.tracker.sqlite.recovery;
