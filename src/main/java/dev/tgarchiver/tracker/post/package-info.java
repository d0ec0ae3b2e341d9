/**
 * What the tracker says about posts: versions, states, walked ranges, what a page or another selection changes. Records;
 * usable from any thread.
 */
@org.jspecify.annotations.NullMarked
package dev.tgarchiver.tracker.post;
