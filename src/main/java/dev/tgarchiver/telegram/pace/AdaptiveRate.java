package dev.tgarchiver.telegram.pace;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How fast to ask after Telegram has asked for patience again and again: three flood waits within ten minutes halve the
 * rate, and every minute without one brings a tenth of the configured rate back. Only computes, waits for nothing; not
 * for several threads.
 */
final class AdaptiveRate {

    private static final int FLOOD_WAITS = 3;
    private static final Duration WINDOW = Duration.ofMinutes(10);
    private static final Duration RECOVERY = Duration.ofMinutes(1);
    private static final double RECOVERED = 0.1;

    /** However often Telegram complains, the archiver does not stand still for ever. */
    private static final double LOWEST = 0.05;

    private final double configured;
    private final Deque<Long> floodWaits = new ArrayDeque<>();
    private double reduced;
    private long reducedAt;

    /** {@code configured} calls a second are the rate when nothing is wrong. */
    AdaptiveRate(double configured) {
        this.configured = configured;
        reduced = configured;
    }

    /**
     * Telegram asked for patience; true when the rate was halved for it.
     *
     * @param now in nanoseconds
     * @param until when the wait is over: recovery begins then
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

    /** Calls a second at {@code now}. It changes once a minute at most. */
    double at(long now) {
        long steps = Math.max(0, (now - reducedAt) / RECOVERY.toNanos());
        return Math.min(configured, reduced + configured * RECOVERED * steps);
    }
}
