package dev.tgarchiver.app.run;

import dev.tgarchiver.app.CompletionStatus;
import dev.tgarchiver.archive.RunResult;
import dev.tgarchiver.model.Outcome;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a repair did.
 *
 * @param files the ids of those that are intact again
 * @param reasons of others, by id
 * @param abort why it could not continue, if it could not
 */
public record RepairResult(Set<Long> files, Map<Long, String> reasons, Outcome outcome, Optional<Exception> abort) {

    /** There was nothing to repair. */
    public static final RepairResult NONE = new RepairResult(Set.of(), Map.of(), Outcome.COMPLETE, Optional.empty());

    RepairResult(Set<Long> files, Map<Long, String> reasons, RunResult run) {
        this(files, reasons, run.outcome(), run.abort());
    }

    /** What it means for a front end; files that are still damaged do not count. */
    public CompletionStatus status() {
        return switch (outcome) {
            case INTERRUPTED -> CompletionStatus.INTERRUPTED;
            case ABORTED -> abort.map(CompletionStatus::of).orElse(CompletionStatus.UNEXPECTED);
            case COMPLETE, LIMIT_REACHED, SOME_FAILED -> CompletionStatus.DONE;
        };
    }
}
