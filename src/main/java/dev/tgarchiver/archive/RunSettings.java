package dev.tgarchiver.archive;

import dev.tgarchiver.download.tuning.AdaptiveSize;
import dev.tgarchiver.download.tuning.InFlightLimit;
import java.nio.file.Path;
import java.time.Duration;

/**
 * How a run goes about its work.
 *
 * @param workers each with a file at a time, or several as {@code window} allows
 * @param fewestWorkers that begin files even when fewer would bring as much
 * @param queueSize files held in memory
 * @param stall without a new byte for this long, a download is tried again
 * @param window what each worker may have under way
 * @param split when large files are fetched by several workers
 * @param cache the folder of TDLib's own files
 * @param limits what ends it early
 */
public record RunSettings(
        int workers,
        int fewestWorkers,
        int queueSize,
        Duration stall,
        InFlightLimit window,
        Split split,
        Path cache,
        RunLimits limits) {

    /**
     * When large files are fetched by several workers.
     *
     * @param above files from this size on, which may follow from how fast the workers are; 0 for none
     * @param lanes TDLib clients that the workers are spread over
     * @param folder the folder of the lanes
     */
    public record Split(AdaptiveSize above, int lanes, Path folder) {}
}
