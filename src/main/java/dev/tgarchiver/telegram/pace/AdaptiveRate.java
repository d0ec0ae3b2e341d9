package dev.tgarchiver.telegram.pace;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The request rate under repeated flood waits: three within ten minutes halve the rate, and every minute without one
 * restores a tenth of the configured rate. Only computes, never waits; not thread-safe.
 */
final class AdaptiveRate {

    private static final int FLOOD_WAITS = 3;
    private static final Duration WINDOW = Duration.ofMinutes(10);
    private static final Duration RECOVERY = Duration.ofMinutes(1);
    private static final double RECOVERED = 0.1;

    /** The rate never falls below this part of the configured one, however many flood waits there are. */
    private static final double LOWEST = 0.05;

    private final double configured;
    private final Deque<Long> floodWaits = new ArrayDeque<>();
    private double reduced;
    private long reducedAt;

    /** {@code configured} calls a second are the rate without flood waits. */
    AdaptiveRate(double configured) {
        this.configured = configured;
        reduced = configured;
    }

    /**
     * Records a flood wait; returns whether it halved the rate.
     *
     * @param now in nanoseconds
     * @param until end of the wait, when recovery starts
     */
    boolean floodWait(long now, long until) {
        while (!floodWaits.isEmpty() && now - floodWaits.peekFirst() > WINDOW.toNanos()) {
            floodWaits.removeFirst();
        }
        floodWaits.addLast(now);
        if (floodWaits.size() < FLOOD_WAITS) {
            // What was recovered so far stays.
            reduced = at(now);
            reducedAt = until;
            return false;
        }
        floodWaits.clear();
        reduced = Math.max(at(now) / 2, configured * LOWEST);
        reducedAt = until;
        return true;
    }

    /** Calls a second at {@code now}. It changes at most once a minute. */
    double at(long now) {
        long steps = Math.max(0, (now - reducedAt) / RECOVERY.toNanos());
        return Math.min(configured, reduced + configured * RECOVERED * steps);
    }
}
