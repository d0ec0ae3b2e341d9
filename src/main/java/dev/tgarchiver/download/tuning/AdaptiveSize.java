package dev.tgarchiver.download.tuning;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * A size that follows from how fast a worker is: what it brings in some time, within bounds.
 *
 * @param time in which it is brought
 * @param least bytes at the least
 * @param most bytes at the most
 * @param unmeasured bytes as long as nobody knows how fast the worker is
 */
public record AdaptiveSize(Duration time, long least, long most, long unmeasured) {

    /** So many bytes, however fast the worker is. */
    public static AdaptiveSize fixed(long bytes) {
        return new AdaptiveSize(Duration.ZERO, bytes, bytes, bytes);
    }

    /** The size in bytes, for a worker that is so fast. */
    public long bytes(OptionalLong bytesPerSecond) {
        if (bytesPerSecond.isEmpty()) {
            return unmeasured;
        }
        double brought = bytesPerSecond.getAsLong() * (time.toNanos() / 1e9);
        return Math.max(least, Math.min(most, (long) brought));
    }
}
