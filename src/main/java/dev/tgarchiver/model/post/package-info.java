/**
 * Values about posts: what they say, their files and what those are in the post, who is named. Immutable, without behaviour that
 * needs a clock, a file or the network; usable from any thread.
 */
@org.jspecify.annotations.NullMarked
package dev.tgarchiver.model.post;
