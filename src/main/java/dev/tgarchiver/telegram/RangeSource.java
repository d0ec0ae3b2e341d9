package dev.tgarchiver.telegram;

import dev.tgarchiver.model.Media;
import dev.tgarchiver.model.PostId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.LongConsumer;

/** Where single ranges of a file come from, so that several sources can fetch one file together. */
public interface RangeSource {

    /** Whether an attempt at the whole file has left its beginning, with which {@link MediaSource#fetch} would go on. */
    boolean hasBegun(Media expected);

    /**
     * Finds a post's file. Blocks.
     *
     * @param expected the file that the tracker knows for this post
     * @return what is to be closed when no further range of the file is wanted from here; used by one thread
     * @throws TelegramFailure.Gone when the post is there no more
     * @throws TelegramFailure.Replaced when the post holds another file now, or none
     * @throws TelegramFailure.Transient also when this source is at this file already
     */
    OpenFile open(PostId post, Media expected) throws TelegramFailure, InterruptedException;

    /** A file of which ranges can be fetched, one after the other. */
    interface OpenFile extends AutoCloseable {

        /**
         * Downloads a range that is shorter than the file. Blocks; an interrupt cancels it.
         *
         * @param offset a multiple of 1 MiB
         * @param stall without a new byte for this long, the attempt is given up as {@link TelegramFailure.Transient}
         * @param progress told how many bytes of the range are here, from another thread and often; must not block
         */
        FetchedRange fetch(long offset, long length, Duration stall, LongConsumer progress)
                throws TelegramFailure, InterruptedException;

        /**
         * Asks that further ranges be written straight into this file, which lies on the disk of the source's own files; a
         * source that cannot do so goes on with files of its own. To be called once, before the first range.
         */
        default void into(Path file) {}

        /** Lets the file go: nothing is written any more but what is on its way. Blocks no longer than a client takes to close. */
        @Override
        void close();
    }

    /** A downloaded range, still Telegram's own copy. */
    interface FetchedRange extends AutoCloseable {

        /**
         * A file that holds the range where the whole file would; of its other bytes nothing is known. It may be the one
         * that the source was asked to write into.
         */
        Path path();

        /** Lets the copy go, so that what was fetched lies on the disk once. Does not block. */
        @Override
        void close();
    }
}
