package dev.tgarchiver.tracker.post;

/**
 * The ids of a channel's posts from one to another, both included. 0 is the channel's start, before its first post.
 *
 * @param first not after {@code last}
 */
public record IdRange(long first, long last) {

    /** Refuses an empty range. */
    public IdRange {
        if (first < 0 || last < first) {
            throw new IllegalArgumentException("from " + first + " to " + last + " there are no ids");
        }
    }

    /** From the channel's start on. */
    public static IdRange upTo(long last) {
        return new IdRange(0, last);
    }

    /** Whether the range contains the id. */
    public boolean has(long id) {
        return id >= first && id <= last;
    }
}
