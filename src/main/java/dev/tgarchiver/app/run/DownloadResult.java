package dev.tgarchiver.app.run;

import dev.tgarchiver.app.CompletionStatus;
import dev.tgarchiver.archive.RunResult;
import dev.tgarchiver.progress.RunTotals;

/** How a run ended, and what it did. */
public record DownloadResult(RunResult run, RunTotals totals) {

    /** What it means for a front end. */
    public CompletionStatus status() {
        return switch (run.outcome()) {
            case COMPLETE -> CompletionStatus.DONE;
            case LIMIT_REACHED ->
                totals.failed() + run.failedEarlier() == 0
                                && run.channelFailures().isEmpty()
                        ? CompletionStatus.DONE
                        : someFailed();
            case INTERRUPTED -> CompletionStatus.INTERRUPTED;
            case ABORTED -> run.abort().map(CompletionStatus::of).orElse(CompletionStatus.UNEXPECTED);
            case SOME_FAILED -> someFailed();
        };
    }

    private CompletionStatus someFailed() {
        return run.channelFailures().stream()
                .map(CompletionStatus::of)
                .filter(status -> status == CompletionStatus.NO_ACCESS)
                .findFirst()
                .orElse(CompletionStatus.SOME_FAILED);
    }
}
