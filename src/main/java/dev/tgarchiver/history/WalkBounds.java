package dev.tgarchiver.history;

import dev.tgarchiver.model.Selection;
import java.time.Instant;
import java.util.Optional;

/**
 * Which part of a channel's history is to be walked: the posts that meet all of it.
 *
 * @param fromId the lowest message id; 0 for the channel's beginning
 * @param toId the highest message id; 0 for the channel's end
 * @param since posted then or later
 * @param until posted then or before
 */
public record WalkBounds(long fromId, long toId, Optional<Instant> since, Optional<Instant> until) {

    /** The whole history. */
    public static final WalkBounds NONE = of(Selection.EVERYTHING);

    /** Where the posts are of which a selection can want anything. */
    public static WalkBounds of(Selection selection) {
        return new WalkBounds(selection.fromId(), selection.toId(), selection.since(), selection.until());
    }
}
