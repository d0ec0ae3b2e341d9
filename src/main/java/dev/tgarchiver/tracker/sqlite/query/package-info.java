/**
 * Finds posts: the index of their words (FTS5), and queries over it and the table post. Writes are part of a caller's
 * transaction.
 */
@org.jspecify.annotations.NullMarked
package dev.tgarchiver.tracker.sqlite.query;
