package dev.tgarchiver.app.maintenance;

import dev.tgarchiver.app.CompletionStatus;
import dev.tgarchiver.tracker.post.ReindexCounts;
import java.util.List;

/**
 * What a reindex came to.
 *
 * @param withFiles the channels of which it made files pending, named as a command takes them
 * @param notWhole the channels with posts that were not recorded whole, named so
 */
public record ReindexResult(ReindexCounts counts, List<String> withFiles, List<String> notWhole) {

    /** What it means for a front end. */
    public CompletionStatus status() {
        return counts.unreadable() == 0 ? CompletionStatus.DONE : CompletionStatus.SOME_FAILED;
    }
}
