/** Walking a channel's history, or a part of it. */
@org.jspecify.annotations.NullMarked
package dev.tgarchiver.history;
