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
import java.util.concurrent.ConcurrentHashMap;

/**
 * Records who the posts of a run name, each user and chat once in a run. Pages are read by one thread and recorded by
 * one, which may be another.
 */
public final class SeenPeers {

    private final PeerSource source;
    private final PostRecorder tracker;
    private final Set<Long> seen = ConcurrentHashMap.newKeySet();

    /** @param source has read the posts */
    public SeenPeers(PeerSource source, PostRecorder tracker) {
        this.source = source;
        this.tracker = tracker;
    }

    /** Records those whom these posts, just read from the source, name for the first time. */
    public void of(Collection<Post> posts) throws TelegramFailure, TrackerFailure, InterruptedException {
        record(with(List.copyOf(posts)));
    }

    /** Reads whom these posts, just read from the source, name, as far as they are not recorded. */
    ReadPage with(List<Post> posts) throws TelegramFailure, InterruptedException {
        Set<Long> named = namedBy(posts);
        return new ReadPage(posts, named.isEmpty() ? List.of() : source.peers(named));
    }

    /** Records those whom a page names for the first time. */
    void record(ReadPage page) throws TrackerFailure {
        Set<Long> named = namedBy(page.posts());
        List<Peer> peers =
                page.peers().stream().filter(peer -> named.contains(peer.id())).toList();
        if (!peers.isEmpty()) {
            tracker.recordPeers(peers);
        }
        seen.addAll(named);
    }

    private Set<Long> namedBy(List<Post> posts) {
        Set<Long> named = new HashSet<>();
        for (Post post : posts) {
            named.addAll(post.detail().peers());
        }
        named.removeAll(seen);
        return named;
    }
}
