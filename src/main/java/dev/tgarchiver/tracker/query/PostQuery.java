package dev.tgarchiver.tracker.query;

import dev.tgarchiver.model.post.PostId;
import java.util.Optional;

/**
 * Asks for posts.
 *
 * @param after continues after this post, in an order by date
 * @param withMessage whether the raw messages are read, too
 */
public record PostQuery(PostCondition condition, Order order, Optional<PostId> after, boolean withMessage) {

    /** The order of what is found. Posts of the same second are in the order of their channels and numbers. */
    public enum Order {
        NEWEST,
        OLDEST,
        /** By relevance: rare words, short texts and file names first. Without words the newest first. */
        BEST
    }

    /** From the first post in this order, without the raw messages. */
    public PostQuery(PostCondition condition, Order order) {
        this(condition, order, Optional.empty(), false);
    }

    /** The same, with the raw messages. */
    public PostQuery wholePosts() {
        return new PostQuery(condition, order, after, true);
    }
}
