package dev.tgarchiver.telegram;

import dev.tgarchiver.model.post.Post;
import java.util.List;
import java.util.stream.LongStream;

/** Finds posts by their ids, as Telegram has them now. */
@FunctionalInterface
public interface PostFinder extends PeerSource, TopicSource {

    /** Most ids in one call. */
    int MOST = 200;

    /**
     * The posts of a chat with these ids, oldest first. Blocks; costs at most one call. A repeated request may return the
     * posts as of the first.
     *
     * @param ids at most {@link #MOST}, ascending
     * @throws TelegramFailure.NoAccess when the chat cannot be read
     */
    List<Post> find(long chatId, List<Long> ids) throws TelegramFailure, InterruptedException;

    /** The posts of a channel whose ids are from {@code from} to {@code to}, at most {@link #MOST}. */
    default List<Post> find(long chatId, long from, long to) throws TelegramFailure, InterruptedException {
        return find(chatId, LongStream.rangeClosed(from, to).boxed().toList());
    }
}
