package dev.tgarchiver.tracker.post;

import dev.tgarchiver.model.post.PostId;

/**
 * The comments of a post, as of their last reading.
 *
 * @param post the channel's
 * @param replies how many comments Telegram counted then
 * @param last the number of the newest comment; 0 before any reading
 */
public record ReadThread(PostId post, int replies, long last) {}
