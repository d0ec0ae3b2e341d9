package dev.tgarchiver.tracker.file;

import dev.tgarchiver.model.RelativePath;

/**
 * The place where a file should be, or was.
 *
 * @param path below the output folder
 * @param size bytes
 */
public record FilePlace(long id, RelativePath path, long size, PlaceState place) {}
