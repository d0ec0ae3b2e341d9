package dev.tgarchiver.tracker.sqlite.channel;

/** A post's key: its channel's row and its message id in one number, which keeps a channel's posts together. */
public final class PostKey {

    private static final int MESSAGE_BITS = 32;
    private static final long MESSAGE_MASK = (1L << MESSAGE_BITS) - 1;

    private PostKey() {}

    public static long of(long channel, long messageId) {
        if (messageId < 0 || messageId > MESSAGE_MASK) {
            throw new IllegalArgumentException("message id " + messageId);
        }
        return channel << MESSAGE_BITS | messageId;
    }

    public static long messageId(long key) {
        return key & MESSAGE_MASK;
    }

    /** The row of the channel. */
    public static long channel(long key) {
        return key >> MESSAGE_BITS;
    }

    /** The lowest key that a post of the channel can have. */
    public static long first(long channel) {
        return channel << MESSAGE_BITS;
    }

    /** The highest key that a post of the channel can have. */
    public static long last(long channel) {
        return channel << MESSAGE_BITS | MESSAGE_MASK;
    }
}
