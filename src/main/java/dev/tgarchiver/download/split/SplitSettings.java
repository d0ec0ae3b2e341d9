package dev.tgarchiver.download.split;

import dev.tgarchiver.download.tuning.AdaptiveSize;
import dev.tgarchiver.telegram.TelegramFailure;
import java.nio.file.Path;
import java.time.Duration;

/**
 * When and where large files are fetched by several workers at once.
 *
 * @param above files from this size on, while fewer files wait than there are lanes; 0 for none, but those begun so are
 *     gone on with. {@link #AUTO} or as the user says
 * @param lanes how many lanes the workers have
 * @param folder the folder of the lanes, in which the chunks are gathered
 * @param room where a file's place on the disk is reserved
 */
public record SplitSettings(AdaptiveSize above, int lanes, Path folder, Room room) {

    /** What keeps a worker busy alone for so long that the others' beginning is worth it. */
    public static final AdaptiveSize AUTO = new AdaptiveSize(Duration.ofSeconds(2), 16 << 20, 64 << 20, 32 << 20);

    /** Room for a file, while it is on its way. */
    @FunctionalInterface
    public interface Room {

        /**
         * Reserves room.
         *
         * @throws TelegramFailure.Local when there is not enough
         */
        Reserved reserve(long bytes) throws TelegramFailure.Local;

        /** Room that is reserved until this is closed. */
        interface Reserved extends AutoCloseable {

            /** So many of the bytes are on the disk. */
            void arrived(long bytes);

            @Override
            void close();
        }
    }
}
