package dev.tgarchiver.localtelegram.world;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A topic of a forum. Immutable.
 *
 * @param id the id of the post that created it; {@link #GENERAL} for the one that every forum has
 * @param color of its icon, as RGB
 * @param emoji the custom emoji of its icon; 0 for none
 * @param creator null for the group itself
 */
public record ForumTopic(
        int id,
        String title,
        int color,
        long emoji,
        @Nullable User creator,
        Instant date,
        boolean closed,
        boolean hidden,
        boolean pinned) {

    public static final int GENERAL = 1;

    ForumTopic titled(String newTitle) {
        return new ForumTopic(id, newTitle, color, emoji, creator, date, closed, hidden, pinned);
    }

    ForumTopic withEmoji(long id64) {
        return new ForumTopic(id, title, color, id64, creator, date, closed, hidden, pinned);
    }

    ForumTopic closed(boolean now) {
        return new ForumTopic(id, title, color, emoji, creator, date, now, hidden, pinned);
    }

    ForumTopic hidden(boolean now) {
        return new ForumTopic(id, title, color, emoji, creator, date, closed, now, pinned);
    }

    ForumTopic pinned(boolean now) {
        return new ForumTopic(id, title, color, emoji, creator, date, closed, hidden, now);
    }
}
