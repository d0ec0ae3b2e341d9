package dev.tgarchiver.telegram;

import dev.tgarchiver.model.post.Post;
import java.time.Instant;
import java.util.List;

/** A channel's posts, page by page. All methods block. */
public interface HistorySource extends PeerSource {

    /**
     * Updates from Telegram what was posted in the channel since the last refresh.
     *
     * @param known the newest message id that the caller has; 0 for none
     * @return the newest message id that Telegram reports; 0 for an empty channel
     */
    long refresh(long chatId, long known) throws TelegramFailure, InterruptedException;

    /**
     * Posts older than {@code before}, newest first; starts with the newest when {@code before} is 0. A page may be
     * short anywhere in the history; only an empty one means that there is nothing older.
     */
    List<Post> older(long chatId, long before) throws TelegramFailure, InterruptedException;

    /** The id of the last post not later than {@code date}, to the second; 0 when there is none. */
    long lastUntil(long chatId, Instant date) throws TelegramFailure, InterruptedException;

    /**
     * The posts next after {@code after}, newest first. A page may be short; only an empty one means that there is
     * nothing newer, as of the last {@link #refresh}.
     */
    List<Post> newer(long chatId, long after) throws TelegramFailure, InterruptedException;
}
