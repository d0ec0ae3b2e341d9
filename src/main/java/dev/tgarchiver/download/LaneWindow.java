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
     * What the worker brings in a second, which is longer than a file takes to begin. Measured with songs: at a round trip of
     * 200 ms the larger the better up to 8 MiB, at 50 ms little between 2 and 8.
     */
    public static final LaneWindow AUTO =
            new LaneWindow(new Reach(Duration.ofSeconds(1), 1 << 20, 8 << 20, 4 << 20), FILES);

    /** So many bytes, and as many files as otherwise; 0 for one file at a time. */
    public static LaneWindow of(long bytes) {
        return bytes == 0 ? ONE_FILE : new LaneWindow(Reach.fixed(bytes), FILES);
    }
}
