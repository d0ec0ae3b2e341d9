package dev.tgarchiver.history;

import dev.tgarchiver.model.post.Peer;
import dev.tgarchiver.model.post.Post;
import dev.tgarchiver.telegram.PeerSource;
import dev.tgarchiver.telegram.TelegramFailure;
import dev.tgarchiver.tracker.PostRecorder;
import dev.tgarchiver.tracker.TrackerFailure;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Records who the posts of a run name, each user and chat once in a run. For one thread. */
final class SeenPeers {

    private final PeerSource source;
    private final PostRecorder tracker;
    private final Set<Long> seen = new HashSet<>();

    SeenPeers(PeerSource source, PostRecorder tracker) {
        this.source = source;
        this.tracker = tracker;
    }

    /** Records those whom these posts, just read from the source, name for the first time. */
    void of(Collection<Post> posts) throws TelegramFailure, TrackerFailure, InterruptedException {
        Set<Long> named = new HashSet<>();
        for (Post post : posts) {
            named.addAll(post.detail().peers());
        }
        named.removeAll(seen);
        if (named.isEmpty()) {
            return;
        }
        List<Peer> peers = source.peers(named);
        if (!peers.isEmpty()) {
            tracker.recordPeers(peers);
        }
        seen.addAll(named);
    }
}
