package dev.tgarchiver.app.maintenance;

import dev.tgarchiver.app.CompletionStatus;
import dev.tgarchiver.telegram.TelegramFailure;
import java.util.Optional;

/**
 * How an audit ended.
 *
 * @param isComplete whether nothing is missing from any channel
 * @param isInterrupted whether it was stopped
 * @param failure the first one of a channel that could not be audited
 */
public record AuditResult(boolean isComplete, boolean isInterrupted, Optional<TelegramFailure> failure) {

    /** What it means for a front end. */
    public CompletionStatus status() {
        if (isInterrupted) {
            return CompletionStatus.INTERRUPTED;
        }
        return failure.map(CompletionStatus::of)
                .orElse(isComplete ? CompletionStatus.DONE : CompletionStatus.SOME_FAILED);
    }
}
