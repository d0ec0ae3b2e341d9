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
         * Starts to download a range that is shorter than the file. Does not wait for its bytes.
         *
         * @param offset a multiple of 1 MiB
         * @param stall without a new byte for this long, the range is given up as {@link TelegramFailure.Transient}
         * @param progress told how many bytes of the range are here, from another thread and often; must not block
         * @return to be closed before the next range starts
         */
        RangeDownload start(long offset, long length, Duration stall, LongConsumer progress)
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

    /** A range that is being downloaded. Its bytes can be used while the others are still in flight. One thread's own. */
    interface RangeDownload extends AutoCloseable {

        /**
         * Blocks until this many bytes from the range's start are in {@link #path}; for all of its bytes, until nothing is
         * written any more. After a failure or an interrupt no further byte is asked for.
         */
        void await(long bytes) throws TelegramFailure, InterruptedException;

        /** How many bytes from the range's start are in {@link #path}, without a gap; also after a failure. Does not block. */
        long received();

        /**
         * A file that holds the bytes where the whole file would; of its other bytes nothing is known. It may be the one
         * that the source was asked to write into. Known once bytes are received.
         */
        Path path();

        /** Cancels what is missing; lets the copy go, so that what was fetched lies on the disk once. Does not block. */
        @Override
        void close();
    }
}
