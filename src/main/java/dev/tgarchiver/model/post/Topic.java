package dev.tgarchiver.model.post;

import java.time.Instant;

/**
 * A topic of a forum, as it was seen.
 *
 * @param number the id of the message that created it; {@link #GENERAL} for the one that every forum has
 * @param emoji the custom emoji of its icon; 0 for none
 * @param color of its icon without an emoji, as RGB
 * @param creator a user's id, or a chat's, which is negative; 0 when unknown
 * @param closed whether only administrators may write
 * @param hidden whether it is not in the list; only General can be
 */
public record Topic(
        long number,
        String name,
        long emoji,
        int color,
        long creator,
        Instant created,
        boolean closed,
        boolean hidden,
        boolean pinned) {

    /** The number of General, to which posts belong that are in no other topic. */
    public static final long GENERAL = 1;
}
