package dev.tgarchiver.model.post;

/**
 * How often people reacted to a post with one emoji.
 *
 * @param kind {@code emoji}, {@code custom_emoji}, {@code paid}, or what a newer Telegram calls it
 * @param key the emoji, or the number of the custom one; empty for paid reactions
 * @param total how many
 */
public record Reaction(String kind, String key, int total) {}
