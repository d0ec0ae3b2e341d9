package dev.tgarchiver.download.split;

import dev.tgarchiver.download.tuning.AdaptiveSize;
import java.nio.file.Path;
import java.time.Duration;

/**
 * When and where large files are fetched by several workers at once.
 *
 * @param above splits files of at least this size, while fewer files wait than there are lanes; 0 for none, though
 *     files that are already split resume. {@link #AUTO} or as the user says
 * @param lanes number of the workers' lanes
 * @param folder the folder of the lanes, which also holds the chunked files
 */
public record SplitSettings(AdaptiveSize above, int lanes, Path folder) {

    /** What keeps one worker busy long enough to make the others' start worth it. */
    public static final AdaptiveSize AUTO = new AdaptiveSize(Duration.ofSeconds(2), 16 << 20, 64 << 20, 32 << 20);
}
