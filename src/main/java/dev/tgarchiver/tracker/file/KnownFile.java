package dev.tgarchiver.tracker.file;

import dev.tgarchiver.model.FileState;

/**
 * A file that is in the archive, or was.
 *
 * @param file as it was when it was done last
 * @param state {@code pending}, {@code done}, {@code failed}, {@code skipped} or {@code removed}
 * @param reason why it failed or was skipped, as a sentence; else empty
 */
public record KnownFile(StoredFile file, PlaceState place, FileState state, String reason) {}
