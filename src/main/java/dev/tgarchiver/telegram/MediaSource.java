package dev.tgarchiver.telegram;

import dev.tgarchiver.model.Media;
import dev.tgarchiver.model.PostId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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

    /**
     * Prepares for files of a chat that are likely to be fetched soon. Blocks; an interrupt ends it. Ignores failures,
     * which {@link #fetch} meets again.
     */
    default void expect(long chatId) throws InterruptedException {}

    /**
     * Looks up posts together in one call, so that {@link #fetch} need not look up each. Does not wait for the answer;
     * blocks only while the source prepares. Ignores failures, which {@code fetch} meets again.
     *
     * @param posts at most a hundred posts of one chat
     */
    default void lookUp(List<PostId> posts) throws InterruptedException {}

    /** Whether the post was {@linkplain #lookUp looked up} and not fetched since. Never waits for Telegram. */
    default boolean knows(PostId post) {
        return false;
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
