package dev.tgarchiver.download;

import java.time.Duration;

/**
 * What a worker may have under way.
 *
 * @param reach it begins no further file while at least so many bytes are missing of those that it has begun; 0 for one
 *     file at a time
 * @param files at most so many at a time, at least 1
 */
public record LaneWindow(Reach reach, int files) {

    private static final int FILES = 8;

    /** One file at a time. */
    public static final LaneWindow ONE_FILE = new LaneWindow(Reach.fixed(0), 1);

    /**
     * What the worker brings while the next file begins. The time and the bounds are what measured best, with files and
     * lines of every kind: see the README's Performance.
     */
    public static final LaneWindow AUTO =
            new LaneWindow(new Reach(Duration.ofSeconds(1), 1 << 20, 8 << 20, 4 << 20), FILES);

    /** So many bytes, and as many files as otherwise; 0 for one file at a time. */
    public static LaneWindow of(long bytes) {
        return bytes == 0 ? ONE_FILE : new LaneWindow(Reach.fixed(bytes), FILES);
    }
}
