package dev.tgarchiver.tracker;

import dev.tgarchiver.model.RelativePath;

/**
 * A file that was damaged or gone, and is at its place again with its bytes.
 *
 * @param linked whether the bytes on disk are another file's that is done
 */
public record ReturnedFile(long id, RelativePath path, String sha256, boolean linked) {}
