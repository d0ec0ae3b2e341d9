package dev.tgarchiver.tracker.file;

import dev.tgarchiver.model.RelativePath;

/**
 * A file that was damaged or missing, and is intact at its place again.
 *
 * @param linked whether the bytes on disk are another file's that is done
 */
public record ReturnedFile(long id, RelativePath path, String sha256, boolean linked) {}
