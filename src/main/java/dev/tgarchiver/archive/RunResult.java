package dev.tgarchiver.archive;

import dev.tgarchiver.model.Outcome;
import java.util.List;
import java.util.Optional;

/**
 * What a run came to.
 *
 * @param failedEarlier files of its channels that failed in earlier runs, and that later ones try again
 * @param abort why it could not go on, for {@link Outcome#ABORTED}
 * @param channelFailures channels that could not be opened or walked to the end, each with its reason
 */
public record RunResult(
        Outcome outcome, long failedEarlier, Optional<Exception> abort, List<Exception> channelFailures) {}
