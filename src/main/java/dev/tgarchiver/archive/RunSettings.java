package dev.tgarchiver.archive;

import java.time.Duration;

/**
 * How a run goes about its work.
 *
 * @param workers files downloaded at the same time
 * @param queueSize files held in memory
 * @param stall without a new byte for this long, a download is tried again
 * @param limits what ends it early
 */
public record RunSettings(int workers, int queueSize, Duration stall, RunLimits limits) {}
