package dev.tgarchiver.localtelegram.world;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where a forwarded post comes from: a user, a person who is known by name only, or a post of a channel. */
public record Forward(String fromName, @Nullable User fromUser, long fromChannel, int fromPost, Instant date) {

    /** Forwarded from somebody who does not show an account. */
    public static Forward fromName(String name, Instant date) {
        return new Forward(name, null, 0, 0, date);
    }

    /** Forwarded from a user who shows it. */
    public static Forward fromUser(User user, Instant date) {
        return new Forward("", user, 0, 0, date);
    }

    /** Forwarded from a post of a channel of this world. */
    public static Forward fromPost(Channel channel, int postId, Instant date) {
        return new Forward("", null, channel.id(), postId, date);
    }
}
