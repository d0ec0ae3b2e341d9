package dev.tgarchiver.telegram;

import dev.tgarchiver.model.post.Media;
import dev.tgarchiver.model.post.PostId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Downloads the files of posts. */
public interface MediaSource {

    /**
     * Downloads a post's file whole, and resumes an earlier attempt. Blocks; an interrupt cancels it and keeps the
     * received bytes.
     *
     * @param expected the file that the tracker knows for this post
     * @param stall how long nothing may be received before the attempt fails as {@link TelegramFailure.Transient}
     * @param transfer receives how the download advances
     * @throws TelegramFailure.Gone when the post no longer exists
     * @throws TelegramFailure.Replaced when the post holds another file now, or none
     */
    FetchedFile fetch(PostId post, Media expected, Duration stall, Transfer transfer)
            throws TelegramFailure, InterruptedException;

    /** The lookups of this source. Request them for each use, since they follow the source's client. Does not block. */
    default PostLookups lookups() {
        return PostLookups.NONE;
    }

    /** This source for single ranges; empty when it only fetches whole files. */
    default Optional<RangeSource> ranges() {
        return Optional.empty();
    }

    /** A downloaded file, still TDLib's own copy. */
    interface FetchedFile extends AutoCloseable {

        /** The file's path; it may be linked or copied, never changed. */
        Path path();

        /** Has {@link #close} keep the copy for a later attempt, which then does not download it. Does not block. */
        default void keep() {}

        /**
         * Releases the copy: unless it is kept, it may be deleted at once. Blocks at most as long as a client takes to
         * close.
         */
        @Override
        void close();
    }
}
