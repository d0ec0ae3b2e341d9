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
 * @param minFreeSpace bytes that stay free on each disk; 0 for no limit
 * @param folders local folders that a run fills: those of files in flight, and the archive if that is local
 */
public record RunLimits(long maxFiles, long maxBytes, Duration maxDuration, long minFreeSpace, List<Path> folders) {

    /** Copies the list. */
    public RunLimits {
        folders = List.copyOf(folders);
    }
}
