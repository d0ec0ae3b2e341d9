package dev.tgarchiver.telegram;

import dev.tgarchiver.model.post.Peer;
import java.util.Collection;
import java.util.List;

/** Tells who the users and chats are that posts name. */
public interface PeerSource {

    /**
     * Those of the users and chats that came with posts; others are left out. Answers from memory, without a request to
     * Telegram. A source that knows posts only tells none.
     */
    default List<Peer> peers(Collection<Long> ids) throws TelegramFailure, InterruptedException {
        return List.of();
    }
}
