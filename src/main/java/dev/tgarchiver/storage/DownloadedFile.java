package dev.tgarchiver.storage;

import dev.tgarchiver.model.Checksum;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A complete download, on the local disk.
 *
 * @param path the file; it is no longer written to
 * @param expectedSize the announced size in bytes; 0 when unknown, which accepts any size
 * @param known its checksum, if that is known: a store that need not copy the bytes then does not read them
 */
public record DownloadedFile(Path path, long expectedSize, Optional<Checksum> known) {}
