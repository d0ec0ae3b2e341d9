package dev.tgarchiver.tracker.post;

import dev.tgarchiver.model.FileState;
import dev.tgarchiver.model.RelativePath;
import java.util.Optional;

/**
 * A file of a post.
 *
 * @param uniqueId Telegram's, empty where it gives none
 * @param cause why it failed or was skipped, as a word for counting
 * @param path below the output folder; empty unless it is done
 * @param size in bytes, 0 if unknown
 * @param sha256 of its bytes; empty unless it is done
 */
public record HeldFile(
        String uniqueId, FileState state, String cause, Optional<RelativePath> path, long size, String sha256) {}
