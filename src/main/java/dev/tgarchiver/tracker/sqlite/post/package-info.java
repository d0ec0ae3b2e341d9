/**
 * The raw messages of posts, version by version, and the peers that they name. Each change is part of a caller's transaction.
 */
@org.jspecify.annotations.NullMarked
package dev.tgarchiver.tracker.sqlite.post;
