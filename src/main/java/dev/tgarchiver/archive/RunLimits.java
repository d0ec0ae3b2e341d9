package dev.tgarchiver.archive;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What ends a run early, beside its number of files.
 *
 * @param maxBytes announced bytes of all its files; 0 for no limit
 * @param maxDuration zero for no limit
 * @param minFreeSpace bytes that stay free on the disk; 0 for no limit
 * @param folders where files go on their way, beside the archive itself
 */
public record RunLimits(long maxBytes, Duration maxDuration, long minFreeSpace, List<Path> folders) {

    /** Copies the list. */
    public RunLimits {
        folders = List.copyOf(folders);
    }
}
