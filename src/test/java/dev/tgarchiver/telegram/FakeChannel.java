package dev.tgarchiver.telegram;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.tgarchiver.model.Channel;
import dev.tgarchiver.model.ChannelRef;
import dev.tgarchiver.model.post.Post;
import dev.tgarchiver.model.post.PostId;
import dev.tgarchiver.model.post.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongFunction;

/** A channel of {@link FakeTelegram}: its posts, and their files. Safe for any thread. */
public final class FakeChannel {

    /** When the first post of every channel is sent; each later one follows after an hour. */
    public static final Instant FIRST = Instant.parse("2024-01-01T00:00:00Z");

    private final long chatId;
    private final String label;

    @GuardedBy("this")
    private Channel channel;

    @GuardedBy("this")
    private final TreeMap<Long, Post> posts = new TreeMap<>();

    @GuardedBy("this")
    private final Map<String, FakeFile> files = new HashMap<>();

    /** Files of no post any more, which Telegram still gives until the references to them end. */
    @GuardedBy("this")
    private final Set<String> detached = new HashSet<>();

    @GuardedBy("this")
    private final Set<Long> hidden = new HashSet<>();

    @GuardedBy("this")
    private Optional<FakeForum> forum = Optional.empty();

    @GuardedBy("this")
    private long top;

    @GuardedBy("this")
    private boolean closed;

    FakeChannel(Channel channel) {
        this.channel = channel;
        chatId = channel.chatId();
        label = channel.label();
    }

    /** Has it be a forum; returns its topics, of which General is the first. */
    public synchronized FakeForum forum() {
        FakeForum topics = new FakeForum().put(FakeForum.named(Topic.GENERAL, "General"));
        forum = Optional.of(topics);
        return topics;
    }

    synchronized Optional<FakeForum> forumIfAny() {
        return forum;
    }

    /** The channel as finders answer it. */
    public synchronized Channel channel() {
        return channel;
    }

    public long chatId() {
        return chatId;
    }

    /** How a user names it. */
    public ChannelRef ref() {
        return ChannelRef.parse(label);
    }

    /** Gives the channel another title. */
    public synchronized FakeChannel retitled(String title) {
        channel = new Channel(chatId, title, channel.username(), channel.furtherUsernames(), channel.type());
        return this;
    }

    /** Sends a post; returns it as Telegram answers it. */
    public synchronized Post post(FakePost draft) {
        top++;
        return put(top, draft, Optional.empty());
    }

    /** Sends as many posts, made from their ids. */
    public synchronized FakeChannel posts(int count, LongFunction<FakePost> draft) {
        for (int i = 0; i < count; i++) {
            post(draft.apply(top + 1));
        }
        return this;
    }

    /** Sends as many documents {@code ID.bin}, each as many bytes larger than {@code size} as its id says. */
    public FakeChannel documents(int count, long size) {
        return posts(count, id -> FakePost.document(id + ".bin", size + id));
    }

    /** Has a post hold something else from now on. */
    public synchronized void edit(long id, FakePost draft) {
        Post before = required(id);
        detach(before);
        put(id, draft.at(before.date()), Optional.of(before.date().plusSeconds(60)));
    }

    /** Deletes posts. */
    public synchronized void delete(long... ids) {
        for (long id : ids) {
            detach(required(id));
            posts.remove(id);
        }
    }

    /** Has the history lack posts that are found by their ids, as Telegram's does at times. */
    public synchronized void hide(long... ids) {
        for (long id : ids) {
            hidden.add(required(id).id().messageId());
        }
    }

    /** From now on this account may not read the channel. */
    public synchronized void close() {
        closed = true;
    }

    /** Every post that is not deleted, oldest first. */
    public synchronized List<Post> posts() {
        return List.copyOf(posts.values());
    }

    /** A post that is not deleted. */
    public synchronized Post required(long id) {
        return Optional.ofNullable(posts.get(id)).orElseThrow(() -> new IllegalArgumentException("no post " + id));
    }

    /** The bytes of a post's file. */
    public synchronized byte[] bytes(long id) {
        String file = required(id).media().orElseThrow().uniqueId();
        return Optional.ofNullable(files.get(file)).orElseThrow().bytes();
    }

    private synchronized Post put(long id, FakePost draft, Optional<Instant> edited) {
        FakePost identified = draft.identified(chatId + " " + id + (edited.isPresent() ? " edited" : ""));
        Post post = identified.sent(new PostId(chatId, id), FIRST.plus(Duration.ofHours(id - 1)), edited);
        posts.put(id, post);
        post.media().ifPresent(media -> {
            files.put(
                    media.uniqueId(), new FakeFile(media.uniqueId(), Math.toIntExact(media.size()), identified.seed()));
            detached.remove(media.uniqueId());
        });
        return post;
    }

    private synchronized void detach(Post post) {
        post.media().ifPresent(media -> detached.add(media.uniqueId()));
    }

    /** The references to files end: those of no post are gone. */
    synchronized void endReferences() {
        detached.forEach(files::remove);
        detached.clear();
    }

    synchronized void requireReadable() throws TelegramFailure.NoAccess {
        if (closed) {
            throw new TelegramFailure.NoAccess("Cannot read " + label + ": this account is banned there.");
        }
    }

    synchronized long newest() {
        return posts.isEmpty() ? 0 : posts.lastKey();
    }

    /** A page below {@code before}, newest first. */
    synchronized List<Post> older(long before, long known, int size) {
        return page(
                posts.headMap(Math.min(before, known + 1), false)
                        .descendingMap()
                        .values(),
                size);
    }

    /** The page next above {@code after}, newest first. */
    synchronized List<Post> newer(long after, long known, int size) {
        List<Post> page = after >= known
                ? new ArrayList<>()
                : page(posts.subMap(after, false, known, true).values(), size);
        Collections.reverse(page);
        return page;
    }

    private synchronized List<Post> page(Iterable<Post> from, int size) {
        List<Post> page = new ArrayList<>();
        for (Post post : from) {
            if (page.size() < size && !hidden.contains(post.id().messageId())) {
                page.add(post);
            }
        }
        return page;
    }

    synchronized long lastUntil(Instant date, long known) {
        return posts.headMap(known, true).descendingMap().values().stream()
                .filter(post -> !post.date().isAfter(date))
                .mapToLong(post -> post.id().messageId())
                .findFirst()
                .orElse(0);
    }

    synchronized List<Post> between(long from, long to) {
        return List.copyOf(posts.subMap(from, true, to, true).values());
    }

    /** A post, if it is not deleted. */
    synchronized Optional<Post> find(long id) {
        return Optional.ofNullable(posts.get(id));
    }

    /** A file, if Telegram still gives it. */
    synchronized Optional<FakeFile> file(String uniqueId) {
        return Optional.ofNullable(files.get(uniqueId));
    }
}
