package dev.tgarchiver.tracker;

import dev.tgarchiver.storage.RelativePath;

/**
 * Where a file should be.
 *
 * @param path below the output folder
 * @param size bytes
 * @param done whether it is in the archive; else what is there is to be replaced
 */
public record FilePlace(long id, RelativePath path, long size, boolean done) {}
