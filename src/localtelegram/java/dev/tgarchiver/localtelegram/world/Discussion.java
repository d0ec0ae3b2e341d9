package dev.tgarchiver.localtelegram.world;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A channel and the supergroup in which its posts are discussed. Thread-safe. */
public final class Discussion {

    private final Channel channel;
    private final Channel group;

    /** By the number of the channel's post, that of the post in the group. */
    @GuardedBy("this")
    private final Map<Integer, Integer> roots = new TreeMap<>();

    /** The threads as of {@link #counted}. */
    @GuardedBy("this")
    private Map<Integer, List<Integer>> threads = Map.of();

    @GuardedBy("this")
    private int counted = -1;

    Discussion(Channel channel, Channel group) {
        this.channel = channel;
        this.group = group;
    }

    public Channel channel() {
        return channel;
    }

    public Channel group() {
        return group;
    }

    /** Puts a post of the channel into the group. */
    synchronized void forward(Post post) {
        roots.put(
                post.id(),
                group.history().add(PostDraft.automatic(channel, post)).id());
    }

    /** The post in the group that stands for one of the channel, as long as it is there; null without one. */
    public synchronized @Nullable Post root(int channelPost) {
        Integer root = roots.get(channelPost);
        return root == null ? null : group.history().find(root);
    }

    /** Whether a post of the group stands for one of the channel. */
    public synchronized boolean isRoot(int groupPost) {
        return roots.containsValue(groupPost);
    }

    /** The numbers of the comments under a post of the group, oldest first. */
    public synchronized List<Integer> comments(int root) {
        History history = group.history();
        if (history.pts() != counted) {
            counted = history.pts();
            threads = new HashMap<>();
            for (int id : history.ids()) {
                int top = history.thread(id);
                if (top != 0) {
                    threads.computeIfAbsent(top, unused -> new ArrayList<>()).add(id);
                }
            }
        }
        return List.copyOf(threads.getOrDefault(root, List.of()));
    }
}
