package dev.tgarchiver.telegram;

import dev.tgarchiver.model.Post;
import java.time.Instant;
import java.util.List;

/** A channel's posts, page by page. All methods block. */
public interface HistorySource {

    /**
     * Learns from Telegram what came into the channel since it was last looked at.
     *
     * @param known the newest message id that the caller has, 0 for none
     * @return the newest message id that Telegram has, as far as is known after asking; 0 for an empty channel
     */
    long refresh(long chatId, long known) throws TelegramFailure, InterruptedException;

    /**
     * Posts older than {@code before}, the newest first; from the newest on when {@code before} is 0. A page may be
     * short at any place in the history; only an empty one means that there is nothing older.
     */
    List<Post> older(long chatId, long before) throws TelegramFailure, InterruptedException;

    /** The id of the last post that is not later than {@code date}, to the second; 0 when there is none. */
    long lastUntil(long chatId, Instant date) throws TelegramFailure, InterruptedException;

    /**
     * Posts newer than {@code after}, those next to it, the newest first. A page may be short; only an empty one means
     * that there is nothing newer than what {@link #refresh} learned.
     */
    List<Post> newer(long chatId, long after) throws TelegramFailure, InterruptedException;
}
