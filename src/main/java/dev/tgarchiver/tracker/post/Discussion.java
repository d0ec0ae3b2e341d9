package dev.tgarchiver.tracker.post;

/**
 * A channel whose comments are archived.
 *
 * @param channel its chat id
 * @param group the chat id of its discussion group, of which the comments are posts
 * @param whole whether the group can be walked; otherwise its threads are read, one for each post of the channel
 */
public record Discussion(long channel, long group, boolean whole) {}
