package dev.tgarchiver.archive;

import java.time.Duration;

/**
 * How a run goes about its work.
 *
 * @param workers files downloaded at the same time
 * @param queueSize files held in memory
 * @param maxFiles after so many files the run ends; 0 for no limit
 * @param stall without a new byte for this long, a download is tried again
 * @param limits what else ends it
 * @param selections which files are wanted
 * @param dryRun whether to walk only, and to download nothing
 */
public record RunSettings(
        int workers,
        int queueSize,
        long maxFiles,
        Duration stall,
        RunLimits limits,
        SelectionOf selections,
        boolean dryRun) {}
