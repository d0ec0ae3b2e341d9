package dev.tgarchiver.tracker.sqlite.file;

import dev.tgarchiver.model.FailureCause;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * When runs retry failed files by themselves. Each round has {@code download.retry.max_attempts} attempts; the pause
 * after each round grows, up to a week, and the rounds never end.
 */
public final class RetrySchedule {

    private static final List<Duration> PAUSES = List.of(
            Duration.ofHours(1), Duration.ofHours(4), Duration.ofDays(1), Duration.ofDays(3), Duration.ofDays(7));

    private RetrySchedule() {}

    /**
     * When a file is due again.
     *
     * @param cause why it failed, as a word
     * @param round how many rounds have failed, this one included
     * @return empty when another attempt would fail, too
     */
    public static Optional<Instant> next(String cause, int round, Instant failedAt) {
        return FailureCause.canPass(cause)
                ? Optional.of(failedAt.plus(PAUSES.get(Math.min(round, PAUSES.size()) - 1)))
                : Optional.empty();
    }

    /** The longest pause: a file that is due later was scheduled by a wrong clock. */
    public static Duration longest() {
        return PAUSES.get(PAUSES.size() - 1);
    }
}
