package dev.tgarchiver.tracker;

import dev.tgarchiver.model.Media;
import dev.tgarchiver.model.PostId;
import java.time.Instant;

/**
 * A file that was given up.
 *
 * @param cause the word by which failures are counted
 * @param reason what happened, as a sentence
 * @param at when it was given up
 */
public record FailedFile(long id, PostId origin, Media media, int attempts, String cause, String reason, Instant at) {}
