package dev.tgarchiver.tracker;

import dev.tgarchiver.model.Media;
import dev.tgarchiver.model.PostId;
import java.time.Instant;
import java.util.Optional;

/**
 * A file that was given up.
 *
 * @param cause the word by which failures are counted
 * @param reason what happened, as a sentence
 * @param at when it was given up
 * @param retryAt when a run tries it again by itself; empty when that would be in vain
 */
public record FailedFile(
        long id,
        PostId origin,
        Media media,
        int attempts,
        String cause,
        String reason,
        Instant at,
        Optional<Instant> retryAt) {}
