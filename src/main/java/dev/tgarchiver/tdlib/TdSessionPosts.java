package dev.tgarchiver.tdlib;

import dev.tgarchiver.model.post.Post;
import dev.tgarchiver.tdlib.lane.TdPosts;
import dev.tgarchiver.telegram.PostFinder;
import dev.tgarchiver.telegram.TelegramFailure;
import java.util.List;

/** Requests a few posts through the session's own client, which requests unknown posts from Telegram. */
final class TdSessionPosts implements PostFinder {

    private final TdConnection connection;

    TdSessionPosts(TdConnection connection) {
        this.connection = connection;
    }

    @Override
    public List<Post> find(long chatId, long from, long to) throws TelegramFailure, InterruptedException {
        return TdPosts.ask(connection, chatId, from, to);
    }
}
