package dev.tgarchiver.archive;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What ends a run early.
 *
 * @param maxFiles number of files; 0 for no limit
 * @param maxBytes bytes of all its files together; 0 for no limit
 * @param maxDuration zero for no limit
 * @param minFreeSpace bytes that stay free on the disk; 0 for no limit
 * @param folders folders of files in flight, in addition to the archive itself
 */
public record RunLimits(long maxFiles, long maxBytes, Duration maxDuration, long minFreeSpace, List<Path> folders) {

    /** Copies the list. */
    public RunLimits {
        folders = List.copyOf(folders);
    }
}
