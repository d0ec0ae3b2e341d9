package dev.tgarchiver.telegram;

import dev.tgarchiver.model.post.Media;
import dev.tgarchiver.model.post.PostId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.LongConsumer;

/** Downloads single ranges of a file, so that several sources can fetch one file together. */
public interface RangeSource {

    /**
     * Whether an attempt at the whole file has left its start, which {@link MediaSource#fetch} would resume. A single
     * client cannot say whether that is worth more than its bytes; the caller that chose the client knows.
     */
    default boolean hasPartial(Media expected) {
        return false;
    }

    /**
     * Finds a post's file. Blocks.
     *
     * @param expected the file that the tracker knows for this post
     * @return the file; close it after its last range; used by one thread
     * @throws TelegramFailure.Gone when the post no longer exists
     * @throws TelegramFailure.Replaced when the post holds another file now, or none
     * @throws TelegramFailure.Transient also when this source already downloads this file
     */
    OpenFile open(PostId post, Media expected) throws TelegramFailure, InterruptedException;

    /** A file whose ranges can be fetched one after the other. */
    interface OpenFile extends AutoCloseable {

        /**
         * Starts to download a range that is shorter than the file. Does not wait for its bytes.
         *
         * @param offset a multiple of 1 MiB
         * @param stall how long nothing may be received before the range fails as {@link TelegramFailure.Transient}
         * @param received receives how many more bytes of the range are received, often and on another thread; must
         *     not block
         * @return the range; close it before the next one starts
         */
        RangeDownload start(long offset, long length, Duration stall, LongConsumer received)
                throws TelegramFailure, InterruptedException;

        /**
         * Requests that ranges be written directly into this file, which is on the disk of the source's own files; a
         * source that cannot do so keeps using its own files. Call it once, before the first range.
         */
        default void into(Path file) {}

        /** Releases the file: only bytes in flight are still written. Blocks at most as long as a client takes to close. */
        @Override
        void close();
    }

    /** A range in flight. Received bytes can be used while others are still in flight. Used by one thread. */
    interface RangeDownload extends AutoCloseable {

        /**
         * Blocks until this many bytes from the range's start are in {@link #path}; for all of its bytes, until nothing
         * more is written. After a failure or an interrupt no further byte is requested.
         */
        void await(long bytes) throws TelegramFailure, InterruptedException;

        /** How many bytes from the range's start are in {@link #path}, without a gap; also after a failure. Does not block. */
        long received();

        /**
         * A file that holds the bytes at the same offsets as the whole file; its other bytes are undefined. It may be
         * the file given to {@link OpenFile#into}. Known once bytes are received.
         */
        Path path();

        /** Cancels missing bytes and releases the copy, so that fetched bytes are on the disk once. Does not block. */
        @Override
        void close();
    }
}
