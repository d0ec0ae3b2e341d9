package dev.tgarchiver.localtelegram.world;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a history is asked for, as Telegram's methods say it. Of the posts, newest first, the one after which
 * the window begins is found: the newest with an id below {@code offsetId}, or older than {@code offsetDate}, or the
 * newest of all. From there the window is moved by {@code addOffset} (negative: towards newer posts) and holds {@code
 * limit} posts; a part of it that lies beyond an end of the history is just not there.
 *
 * @param offsetId 0 for none
 * @param maxId only ids below it; 0 for no bound
 * @param minId only ids above it; 0 for no bound
 */
public record Window(int offsetId, @Nullable Instant offsetDate, int addOffset, int limit, int maxId, int minId) {

    /** The newest posts below an id (0: of all). */
    public static Window before(int offsetId, int limit) {
        return new Window(offsetId, null, 0, limit, 0, 0);
    }

    boolean admits(int id) {
        return (maxId == 0 || id < maxId) && (minId == 0 || id > minId);
    }
}
