package dev.tgarchiver.download.split;

import dev.tgarchiver.download.tuning.AdaptiveSize;
import dev.tgarchiver.telegram.TelegramFailure;
import java.nio.file.Path;
import java.time.Duration;

/**
 * When and where large files are fetched by several workers at once.
 *
 * @param above splits files of at least this size, while fewer files wait than there are lanes; 0 for none, though
 *     files that are already split resume. {@link #AUTO} or as the user says
 * @param lanes number of the workers' lanes
 * @param folder the folder of the lanes, which also holds the chunked files
 * @param room reserves a file's space on the disk
 */
public record SplitSettings(AdaptiveSize above, int lanes, Path folder, Room room) {

    /** What keeps one worker busy long enough to make the others' start worth it. */
    public static final AdaptiveSize AUTO = new AdaptiveSize(Duration.ofSeconds(2), 16 << 20, 64 << 20, 32 << 20);

    /** Disk space for files in flight. */
    @FunctionalInterface
    public interface Room {

        /**
         * Reserves space.
         *
         * @throws TelegramFailure.Local when there is not enough
         */
        Reserved reserve(long bytes) throws TelegramFailure.Local;

        /** Space that is reserved until this is closed. */
        interface Reserved extends AutoCloseable {

            /** Reports how many more of the bytes are on the disk. */
            void received(long more);

            @Override
            void close();
        }
    }
}
