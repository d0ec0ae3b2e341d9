package dev.tgarchiver.localtelegram.world;

import static dev.tgarchiver.localtelegram.tl.TlObject.tl;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.tgarchiver.localtelegram.tl.TlObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The topics of a supergroup. What happens to a topic is also a service post in it, but for pinning and deleting.
 * Thread-safe.
 */
public final class Forum {

    private static final Instant FIRST = Instant.parse("2023-01-01T00:00:00Z");

    /** The one that Telegram gives General. */
    private static final int GENERAL_COLOR = 0x6FB9F0;

    private static final List<Integer> COLORS = List.of(0x6FB9F0, 0xFFD67E, 0xCB86DB, 0x8EEE98, 0xFF93B2, 0xFB6F5F);

    private final History history;

    @GuardedBy("this")
    private final Map<Integer, ForumTopic> topics = new TreeMap<>();

    Forum(History history) {
        this.history = history;
        topics.put(
                ForumTopic.GENERAL,
                new ForumTopic(ForumTopic.GENERAL, "General", GENERAL_COLOR, 0, null, FIRST, false, false, false));
    }

    /** Creates a topic; returns its id. */
    public int create(String title, User creator) {
        return create(title, creator, 0);
    }

    /** Creates a topic with a custom emoji. */
    public synchronized int create(String title, User creator, long emoji) {
        if (history.topId() == 0) {
            // A group's first post says that it was made, so that no topic has General's number.
            history.add(PostDraft.service(new ServiceAction.ChannelCreated("Forum")));
        }
        int color = COLORS.get(topics.size() % COLORS.size());
        TlObject action = tl("messageActionTopicCreate")
                .set("title", title)
                .set("icon_color", color)
                .set("icon_emoji_id", emoji == 0 ? null : emoji);
        Post post = history.add(PostDraft.raw(tl("messageService")
                .set("action", action)
                .set("from_id", tl("peerUser").set("user_id", creator.id()))));
        topics.put(
                post.id(), new ForumTopic(post.id(), title, color, emoji, creator, post.date(), false, false, false));
        return post.id();
    }

    public synchronized void rename(int id, String title) {
        change(id, required(id).titled(title), tl("messageActionTopicEdit").set("title", title));
    }

    /** Gives a topic another custom emoji, or none for 0. */
    public synchronized void icon(int id, long emoji) {
        change(id, required(id).withEmoji(emoji), tl("messageActionTopicEdit").set("icon_emoji_id", emoji));
    }

    public synchronized void close(int id, boolean closed) {
        change(id, required(id).closed(closed), tl("messageActionTopicEdit").set("closed", closed));
    }

    /** Hides General, or shows it again. */
    public synchronized void hideGeneral(boolean hidden) {
        change(
                ForumTopic.GENERAL,
                required(ForumTopic.GENERAL).hidden(hidden),
                tl("messageActionTopicEdit").set("hidden", hidden));
    }

    /** Pins a topic, or unpins it. */
    public synchronized void pin(int id, boolean pinned) {
        topics.put(id, required(id).pinned(pinned));
    }

    /** Deletes a topic with all its posts, without a word. General stays. */
    public synchronized void delete(int id) {
        if (id == ForumTopic.GENERAL) {
            throw new IllegalArgumentException("General cannot be deleted");
        }
        topics.remove(required(id).id());
        history.delete(history.ids().stream()
                .filter(post -> topic(history.required(post)) == id)
                .toArray(Integer[]::new));
    }

    @GuardedBy("this")
    private void change(int id, ForumTopic now, TlObject action) {
        topics.put(id, now);
        TlObject reply = id == ForumTopic.GENERAL
                ? null
                : tl("messageReplyHeader").flag("forum_topic", true).set("reply_to_msg_id", id);
        history.add(PostDraft.raw(tl("messageService").set("action", action).set("reply_to", reply)));
    }

    /** A topic, or null when there is none with this id. */
    public synchronized @Nullable ForumTopic find(int id) {
        return topics.get(id);
    }

    private synchronized ForumTopic required(int id) {
        ForumTopic topic = topics.get(id);
        if (topic == null) {
            throw new IllegalArgumentException("There is no topic " + id);
        }
        return topic;
    }

    /** A topic and its newest post, which is null when General has none. */
    public record Listed(ForumTopic topic, @Nullable Post top) {

        /** By which topics are listed. */
        public Instant date() {
            return top == null ? topic.date() : top.date();
        }

        private int topId() {
            return top == null ? 0 : top.id();
        }
    }

    /** All topics in Telegram's order: pinned ones first, then those with the newest posts. */
    public synchronized List<Listed> listed() {
        Map<Integer, Post> tops = new HashMap<>();
        for (int id : history.ids()) {
            Post post = history.required(id);
            tops.put(topic(post), post);
        }
        List<Listed> listed = new ArrayList<>();
        topics.values().forEach(topic -> listed.add(new Listed(topic, tops.get(topic.id()))));
        listed.sort(Comparator.comparing((Listed entry) -> !entry.topic().pinned())
                .thenComparing(Comparator.comparing(Listed::topId).reversed()));
        return List.copyOf(listed);
    }

    /** The topic that a post is in. */
    static int topic(Post post) {
        TlObject raw = post.raw();
        if (raw == null) {
            return post.topic() == 0 ? ForumTopic.GENERAL : post.topic();
        }
        if (raw.find("action") instanceof TlObject action && action.is("messageActionTopicCreate")) {
            return post.id();
        }
        return raw.find("reply_to") instanceof TlObject reply && reply.flagAt("forum_topic")
                ? reply.intAt(reply.has("reply_to_top_id") ? "reply_to_top_id" : "reply_to_msg_id")
                : ForumTopic.GENERAL;
    }
}
