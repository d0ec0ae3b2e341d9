package dev.tgarchiver.storage;

import dev.tgarchiver.model.RelativePath;
import java.time.Instant;

/**
 * Where a file is to be stored.
 *
 * @param path the wanted path; if it is taken, the file gets the next free name in the same folder
 * @param modified the stored file's modification time
 */
public record Target(RelativePath path, Instant modified) {}
