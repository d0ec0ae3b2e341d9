package dev.tgarchiver.telegram.pace;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * Exponential back-off with full jitter: the n-th attempt is followed by a wait between nothing and {@code base · 2ⁿ⁻¹},
 * never more than {@code max}.
 *
 * @param maxAttempts how often a file is tried before it counts as failed
 * @param random gives numbers from 0 to 1
 */
public record Backoff(int maxAttempts, Duration base, Duration max, DoubleSupplier random) {

    /** Beyond this, doubling would only overflow. */
    private static final int MOST_DOUBLINGS = 30;

    /** Whether one more attempt may follow the {@code attempts} that were made. */
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
