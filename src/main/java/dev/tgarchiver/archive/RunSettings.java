package dev.tgarchiver.archive;

import dev.tgarchiver.download.split.SplitSettings;
import dev.tgarchiver.download.tuning.InFlightLimit;
import java.nio.file.Path;
import java.time.Duration;

/**
 * How a run works.
 *
 * @param workers number of workers, each with one file at a time, or several as {@code inFlight} allows
 * @param fewestWorkers how many workers start files even when fewer would reach the same throughput
 * @param queueSize number of files held in memory
 * @param stall how long a download may receive nothing before it is retried
 * @param inFlight what each worker may have in flight
 * @param split when large files are fetched by several workers
 * @param cache the folder of TDLib's own files
 * @param limits what ends it early
 */
public record RunSettings(
        int workers,
        int fewestWorkers,
        int queueSize,
        Duration stall,
        InFlightLimit inFlight,
        SplitSettings split,
        Path cache,
        RunLimits limits) {}
