package dev.tgarchiver.telegram;

import dev.tgarchiver.model.Media;
import dev.tgarchiver.model.PostId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Where the bytes come from. */
public interface MediaSource {

    /**
     * Downloads a post's file whole, going on where an earlier attempt stopped. Blocks; an interrupt cancels it and
     * keeps what is there.
     *
     * @param expected the file that the tracker knows for this post
     * @param stall without a new byte for this long, the attempt is given up as {@link TelegramFailure.Transient}
     * @param progress told how the file grows
     * @throws TelegramFailure.Gone when the post is there no more
     * @throws TelegramFailure.Replaced when the post holds another file now, or none
     */
    FetchedFile fetch(PostId post, Media expected, Duration stall, FetchProgress progress)
            throws TelegramFailure, InterruptedException;

    /**
     * Gets ready for files of a chat that are likely to be asked for soon. Blocks; an interrupt ends it. What goes wrong is
     * left to {@link #fetch} to meet again.
     */
    default void expect(long chatId) throws InterruptedException {}

    /**
     * Asks for posts together, at the cost of one call, so that {@link #fetch} need not ask for each. Does not wait for the
     * answer; blocks only where the source has to get ready first. What goes wrong is left to {@code fetch} to meet again.
     *
     * @param posts of one chat, a hundred at most
     */
    default void lookUp(List<PostId> posts) throws InterruptedException {}

    /** Whether the post was {@linkplain #lookUp looked up} and not fetched since. Never waits for Telegram. */
    default boolean knows(PostId post) {
        return false;
    }

    /** This source as one of single ranges; empty when it fetches whole files only. */
    default Optional<RangeSource> ranges() {
        return Optional.empty();
    }

    /** A downloaded file, still Telegram's own copy. */
    interface FetchedFile extends AutoCloseable {

        /** Where it lies; to be linked or copied, never changed. */
        Path path();

        /** Has {@link #close} leave the copy for a later attempt, which then need not download it. Does not block. */
        default void keep() {}

        /** Lets the copy go: unless it is kept, it may be deleted at once. Blocks no longer than a client takes to close. */
        @Override
        void close();
    }
}
