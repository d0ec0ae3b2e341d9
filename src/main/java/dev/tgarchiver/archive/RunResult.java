package dev.tgarchiver.archive;

import dev.tgarchiver.model.Outcome;
import java.util.List;
import java.util.Optional;

/**
 * The result of a run.
 *
 * @param failedEarlier files of its channels that failed in earlier runs, and that later runs retry
 * @param abort why it could not continue, for {@link Outcome#ABORTED}
 * @param channelFailures channels that could not be opened or walked to the end, each with its reason
 */
public record RunResult(
        Outcome outcome, long failedEarlier, Optional<Exception> abort, List<Exception> channelFailures) {}
