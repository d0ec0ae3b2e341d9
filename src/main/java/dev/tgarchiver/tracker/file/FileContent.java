package dev.tgarchiver.tracker.file;

import dev.tgarchiver.model.Checksum;
import dev.tgarchiver.model.RelativePath;

/**
 * The content that a file of the archive should have, or had.
 *
 * @param chatId the channel of the post through which it was fetched; others may hold it too
 * @param path below the output folder
 */
public record FileContent(long id, long chatId, RelativePath path, Checksum checksum, PlaceState place) {}
