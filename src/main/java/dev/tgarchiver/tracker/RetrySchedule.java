package dev.tgarchiver.tracker;

import dev.tgarchiver.model.FailureCause;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * When files that failed are tried again by themselves. Each round is as many attempts as the configuration allows; the
 * pause after a round is longer than the one before it, up to a week, and there is no last one.
 */
final class RetrySchedule {

    private static final List<Duration> PAUSES = List.of(
            Duration.ofHours(1), Duration.ofHours(4), Duration.ofDays(1), Duration.ofDays(3), Duration.ofDays(7));

    private RetrySchedule() {}

    /**
     * When a file is due again.
     *
     * @param cause why it failed, as a word
     * @param round how many rounds have failed, this one included
     * @return empty when another attempt would fail likewise
     */
    static Optional<Instant> next(String cause, int round, Instant failedAt) {
        return FailureCause.canPass(cause)
                ? Optional.of(failedAt.plus(PAUSES.get(Math.min(round, PAUSES.size()) - 1)))
                : Optional.empty();
    }

    /** The longest pause: a file that is due later than that from now was told so by a clock that was wrong. */
    static Duration longest() {
        return PAUSES.get(PAUSES.size() - 1);
    }
}
