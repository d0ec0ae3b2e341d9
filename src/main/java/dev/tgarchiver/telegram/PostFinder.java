package dev.tgarchiver.telegram;

import dev.tgarchiver.model.Post;
import java.util.List;

/** Posts by their ids, as Telegram has them now. */
public interface PostFinder {

    /** So many ids can be asked for in one call. */
    int MOST = 200;

    /**
     * The posts of a channel whose ids are from {@code from} to {@code to}, at most {@link #MOST}, oldest first. Blocks;
     * costs one call at most. Posts that are asked for again may be those of the first time.
     *
     * @throws TelegramFailure.NoAccess when the channel cannot be read
     */
    List<Post> find(long chatId, long from, long to) throws TelegramFailure, InterruptedException;
}
