package dev.tgarchiver.localtelegram.world;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a forwarded post comes from: a user, a person who is known by name only, or a post of a channel.
 *
 * @param discussed the post of a channel that was put into its discussion group, whatever it was forwarded from before; null
 *     for all other forwards
 */
public record Forward(
        String fromName,
        @Nullable User fromUser,
        long fromChannel,
        int fromPost,
        Instant date,
        @Nullable Discussed discussed) {

    /** A post of a channel, by their numbers. */
    public record Discussed(long channel, int post) {}

    /** Forwarded from somebody who does not show an account. */
    public static Forward fromName(String name, Instant date) {
        return new Forward(name, null, 0, 0, date, null);
    }

    /** Forwarded from a user who shows it. */
    public static Forward fromUser(User user, Instant date) {
        return new Forward("", user, 0, 0, date, null);
    }

    /** Forwarded from a post of a channel of this world. */
    public static Forward fromPost(Channel channel, int postId, Instant date) {
        return new Forward("", null, channel.id(), postId, date, null);
    }

    /** What Telegram makes of a channel's post in the channel's discussion group. */
    static Forward automatic(Channel channel, Post post) {
        Discussed discussed = new Discussed(channel.id(), post.id());
        Forward before = post.forward();
        return before == null
                ? new Forward("", null, channel.id(), post.id(), post.date(), discussed)
                : new Forward(
                        before.fromName, before.fromUser, before.fromChannel, before.fromPost, before.date, discussed);
    }
}
