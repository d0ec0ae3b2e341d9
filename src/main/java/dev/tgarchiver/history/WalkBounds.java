package dev.tgarchiver.history;

import dev.tgarchiver.model.Selection;
import dev.tgarchiver.model.post.Post;
import java.time.Instant;
import java.util.Optional;

/**
 * The part of a channel's history to walk: the posts that meet all bounds.
 *
 * @param fromId the lowest message id; 0 for the channel's start
 * @param toId the highest message id; 0 for the channel's end
 * @param since earliest date of a post
 * @param until latest date of a post
 */
public record WalkBounds(long fromId, long toId, Optional<Instant> since, Optional<Instant> until) {

    /** The whole history. */
    public static final WalkBounds NONE = of(Selection.EVERYTHING);

    /** The bounds of the posts that a selection may want. */
    public static WalkBounds of(Selection selection) {
        return new WalkBounds(selection.fromId(), selection.toId(), selection.since(), selection.until());
    }

    /** Whether a post lies within all bounds. */
    public boolean include(Post post) {
        long id = post.id().messageId();
        return id >= fromId
                && (toId == 0 || id <= toId)
                && since.filter(post.date()::isBefore).isEmpty()
                && until.filter(post.date()::isAfter).isEmpty();
    }
}
