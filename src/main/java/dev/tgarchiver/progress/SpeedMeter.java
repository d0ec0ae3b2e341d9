package dev.tgarchiver.progress;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Bytes per second over the last ten seconds. Times are nanoseconds of any clock that never goes back. Not thread-safe;
 * its owner locks.
 */
final class SpeedMeter {

    static final Duration WINDOW = Duration.ofSeconds(10);
    /** With less measured, a number would be noise. */
    static final Duration WARM_UP = Duration.ofSeconds(1);

    private static final int SLOTS = 20;
    private static final long SLOT_NANOS = WINDOW.toNanos() / SLOTS;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double LONGEST_ETA_SECONDS = Duration.ofDays(99).toSeconds();

    private final long[] bytesOfSlot = new long[SLOTS];
    private boolean started;
    private long startNanos;
    private long newestSlot;

    /** Starts the clock; a second call changes nothing. */
    void start(long nowNanos) {
        if (!started) {
            started = true;
            startNanos = nowNanos;
        }
    }

    /** Counts bytes received just now. */
    void add(long nowNanos, long bytes) {
        start(nowNanos);
        forgetUntil(nowNanos);
        bytesOfSlot[(int) (newestSlot % SLOTS)] += bytes;
    }

    /** Bytes per second, 0 if nothing was received for the whole window; empty until there is something to measure. */
    OptionalDouble perSecond(long nowNanos) {
        if (!started || nowNanos - startNanos < WARM_UP.toNanos()) {
            return OptionalDouble.empty();
        }
        forgetUntil(nowNanos);
        long oldestSlot = Math.max(0, newestSlot - SLOTS + 1);
        long span = nowNanos - startNanos - oldestSlot * SLOT_NANOS;
        long sum = 0;
        for (long bytes : bytesOfSlot) {
            sum += bytes;
        }
        return OptionalDouble.of(sum * NANOS_PER_SECOND / span);
    }

    /**
     * How long {@code bytes} take at this speed; empty when nothing is left, nothing moves, or the speed is unknown.
     */
    static Optional<Duration> eta(long bytes, OptionalDouble perSecond) {
        if (bytes <= 0 || perSecond.isEmpty() || perSecond.getAsDouble() <= 0) {
            return Optional.empty();
        }
        double seconds = Math.ceil(bytes / perSecond.getAsDouble());
        return seconds > LONGEST_ETA_SECONDS ? Optional.empty() : Optional.of(Duration.ofSeconds((long) seconds));
    }

    private void forgetUntil(long nowNanos) {
        long slot = Math.max(newestSlot, (nowNanos - startNanos) / SLOT_NANOS);
        for (long passed = Math.max(newestSlot + 1, slot - SLOTS + 1); passed <= slot; passed++) {
            bytesOfSlot[(int) (passed % SLOTS)] = 0;
        }
        newestSlot = slot;
    }
}
