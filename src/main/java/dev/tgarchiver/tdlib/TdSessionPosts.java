package dev.tgarchiver.tdlib;

import dev.tgarchiver.model.post.Peer;
import dev.tgarchiver.model.post.Post;
import dev.tgarchiver.tdlib.lane.TdPosts;
import dev.tgarchiver.telegram.PostFinder;
import dev.tgarchiver.telegram.TelegramFailure;
import java.util.Collection;
import java.util.List;

/** Requests a few posts through the session's own client, which requests unknown posts from Telegram. */
final class TdSessionPosts implements PostFinder {

    private final TdConnection connection;

    TdSessionPosts(TdConnection connection) {
        this.connection = connection;
    }

    @Override
    public List<Post> find(long chatId, List<Long> ids) throws TelegramFailure, InterruptedException {
        return TdPosts.ask(connection, chatId, ids);
    }

    @Override
    public List<Peer> peers(Collection<Long> ids) throws TelegramFailure, InterruptedException {
        return new TdPeers(connection).peers(ids);
    }
}
