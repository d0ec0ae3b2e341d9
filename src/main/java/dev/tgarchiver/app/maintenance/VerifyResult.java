package dev.tgarchiver.app.maintenance;

import dev.tgarchiver.app.CompletionStatus;
import dev.tgarchiver.app.run.RepairResult;
import dev.tgarchiver.archive.maintenance.Verification.Finding;
import dev.tgarchiver.tracker.file.FileTotals;
import java.util.List;

/**
 * What a verification found, and what its repair did.
 *
 * @param verified the files that the archive has, or should have
 * @param findings the files that are wrong, in the order of their ids
 * @param returned how many files returned to the archive
 * @param order what was to be done
 */
public record VerifyResult(
        FileTotals verified, List<Finding> findings, int returned, RepairResult repaired, VerifyOrder order) {

    /** What it means for a front end. */
    public CompletionStatus status() {
        if (repaired.status() != CompletionStatus.DONE) {
            return repaired.status();
        }
        return repaired.files().size() == findings.size() ? CompletionStatus.DONE : CompletionStatus.SOME_FAILED;
    }
}
