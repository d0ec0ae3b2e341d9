package dev.tgarchiver.telegram.pace;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * Exponential back-off with full jitter: a wait between 0 and {@code base · 2ⁿ⁻¹}, at most {@code max}, follows the
 * n-th attempt.
 *
 * @param maxAttempts how often a file is tried before it counts as failed
 * @param random source of numbers from 0 to 1
 */
public record Backoff(int maxAttempts, Duration base, Duration max, DoubleSupplier random) {

    /** Beyond this, doubling would only overflow. */
    private static final int MOST_DOUBLINGS = 30;

    /** Whether another attempt may follow this many. */
    public boolean permits(int attempts) {
        return attempts < maxAttempts;
    }

    /** The same for a single attempt. */
    public Backoff once() {
        return new Backoff(1, base, max, random);
    }

    /** How long to wait after this attempt, counted from 1. */
    public Duration after(int attempt) {
        double factor = Math.pow(2, Math.min(attempt - 1, MOST_DOUBLINGS));
        double ceiling = Math.min((double) base.toMillis() * factor, (double) max.toMillis());
        return Duration.ofMillis((long) (ceiling * random.getAsDouble()));
    }
}
