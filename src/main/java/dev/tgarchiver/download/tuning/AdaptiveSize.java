package dev.tgarchiver.download.tuning;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * A size that follows from a worker's rate: what it downloads in some time, within bounds.
 *
 * @param time time in which the worker downloads it
 * @param least fewest bytes
 * @param most most bytes
 * @param unmeasured bytes while the worker's rate is unknown
 */
public record AdaptiveSize(Duration time, long least, long most, long unmeasured) {

    /** A fixed number of bytes, whatever the worker's rate. */
    public static AdaptiveSize fixed(long bytes) {
        return new AdaptiveSize(Duration.ZERO, bytes, bytes, bytes);
    }

    /** The size in bytes for a worker of that rate. */
    public long bytes(OptionalLong bytesPerSecond) {
        if (bytesPerSecond.isEmpty()) {
            return unmeasured;
        }
        double downloaded = bytesPerSecond.getAsLong() * (time.toNanos() / 1e9);
        return Math.max(least, Math.min(most, (long) downloaded));
    }
}
