package dev.tgarchiver.download;

/**
 * What a worker may have under way.
 *
 * @param bytes it begins no further file while at least so many are missing of those that it has begun; 0 for one file at
 *     a time
 * @param files at most so many at a time, at least 1
 */
public record LaneWindow(long bytes, int files) {

    /** One file at a time. */
    public static final LaneWindow ONE_FILE = new LaneWindow(0, 1);

    /** What measured best, with files and lines of every kind: see the README's Performance. */
    public static final LaneWindow AUTO = new LaneWindow(4 << 20, 8);

    /** So many bytes, and as many files as otherwise; 0 for one file at a time. */
    public static LaneWindow of(long bytes) {
        return bytes == 0 ? ONE_FILE : new LaneWindow(bytes, AUTO.files());
    }
}
