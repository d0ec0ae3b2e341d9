/**
 * The tables file, pending and claim: what is to be fetched, by whom, what became of it, and where it is. Each change is part of
 * a caller's transaction.
 */
@org.jspecify.annotations.NullMarked
package dev.tgarchiver.tracker.sqlite.file;
