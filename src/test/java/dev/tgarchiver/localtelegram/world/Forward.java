package dev.tgarchiver.localtelegram.world;

import java.time.Instant;

/** Where a forwarded post comes from: a person who is known by name only, or a post of a channel. */
public record Forward(String fromName, long fromChannel, int fromPost, Instant date) {

    /** Forwarded from somebody who does not show an account. */
    public static Forward fromName(String name, Instant date) {
        return new Forward(name, 0, 0, date);
    }

    /** Forwarded from a post of a channel of this world. */
    public static Forward fromPost(Channel channel, int postId, Instant date) {
        return new Forward("", channel.id(), postId, date);
    }
}
