package dev.tgarchiver.tracker.file;

import dev.tgarchiver.model.post.Media;
import dev.tgarchiver.model.post.PostId;
import java.time.Instant;
import java.util.Optional;

/**
 * A failed file.
 *
 * @param cause the word for counting failures
 * @param reason what happened, as a sentence
 * @param at when it failed
 * @param retryAt when a run retries it by itself; empty when that would be useless
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
