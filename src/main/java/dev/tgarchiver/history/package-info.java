/** Walks a channel's history, or a part of it, into the tracker. */
@org.jspecify.annotations.NullMarked
package dev.tgarchiver.history;
