package dev.tgarchiver.localtelegram.world;

import java.util.List;

/**
 * A part of a history, newest first.
 *
 * @param total how many posts the whole history has that pass the filter
 */
public record Slice(List<Post> posts, int total) {}
