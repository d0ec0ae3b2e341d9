/** Walking a channel's history; cursors. */
@org.jspecify.annotations.NullMarked
package dev.tgarchiver.history;
