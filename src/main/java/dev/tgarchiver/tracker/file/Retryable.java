package dev.tgarchiver.tracker.file;

import java.time.Instant;

/**
 * A channel's failed files that later runs retry by themselves.
 *
 * @param earlier those that failed before the requested time
 * @param recent the others
 * @param next when the first of them is due; may be in the past
 */
public record Retryable(long chatId, long earlier, long recent, Instant next) {

    /** All of them. */
    public long files() {
        return earlier + recent;
    }

    public Retryable plus(boolean failedEarlier, Instant due) {
        return new Retryable(
                chatId,
                earlier + (failedEarlier ? 1 : 0),
                recent + (failedEarlier ? 0 : 1),
                due.isBefore(next) ? due : next);
    }
}
