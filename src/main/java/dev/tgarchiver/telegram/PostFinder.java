package dev.tgarchiver.telegram;

import dev.tgarchiver.model.post.Post;
import java.util.List;

/** Finds posts by their ids, as Telegram has them now. */
public interface PostFinder {

    /** Most ids in one call. */
    int MOST = 200;

    /**
     * The posts of a channel whose ids are from {@code from} to {@code to}, at most {@link #MOST}, oldest first.
     * Blocks; costs at most one call. A repeated request may return the posts as of the first.
     *
     * @throws TelegramFailure.NoAccess when the channel cannot be read
     */
    List<Post> find(long chatId, long from, long to) throws TelegramFailure, InterruptedException;
}
