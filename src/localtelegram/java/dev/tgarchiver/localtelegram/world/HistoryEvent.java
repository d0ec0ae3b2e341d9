package dev.tgarchiver.localtelegram.world;

import java.time.Instant;
import java.util.List;

/**
 * A change of a history.
 *
 * @param pts the history's event counter after it
 * @param count by how much the counter grew
 */
public record HistoryEvent(int pts, int count, Kind kind, List<Integer> postIds, Instant date) {

    /** What happened. */
    public enum Kind {
        ADDED,
        EDITED,
        DELETED
    }
}
