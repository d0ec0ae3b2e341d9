package dev.tgarchiver.telegram;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.tgarchiver.model.Channel;
import dev.tgarchiver.model.ChannelRef;
import dev.tgarchiver.model.post.Post;
import dev.tgarchiver.model.post.PostId;
import dev.tgarchiver.model.post.Topic;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Telegram within the test's process, behind the ports of this package: channels, their history and their files, and
 * what may go wrong with them. It is strict: it answers as the ports promise, and {@link #problems} has what no caller
 * may do. Nothing takes time. Safe for any thread.
 */
public final class FakeTelegram implements ChannelFinder, HistorySource, PostFinder, Reachability {

    private static final long FIRST_CHAT = -1_001_000_000_001L;

    /** The kinds of calls. */
    public enum Call {
        CHANNEL,
        NEWEST,
        PAGE,
        POSTS,
        TOPICS,
        TOPIC,
        FILE
    }

    private final Path folder;

    @GuardedBy("this")
    private final List<FakeChannel> channels = new ArrayList<>();

    @GuardedBy("this")
    private final Map<Long, Long> refreshed = new HashMap<>();

    @GuardedBy("this")
    private final Map<Call, List<FakeFault>> faults = new EnumMap<>(Call.class);

    @GuardedBy("this")
    private final Map<Call, List<PostId>> calls = new EnumMap<>(Call.class);

    @GuardedBy("this")
    private final List<FakeGate> gates = new ArrayList<>();

    @GuardedBy("this")
    private final List<String> problems = new ArrayList<>();

    @GuardedBy("this")
    private int pageSize = 100;

    @GuardedBy("this")
    private boolean down;

    @GuardedBy("this")
    private int sources;

    @GuardedBy("this")
    private long sent;

    /** Has its copies of files in this folder. */
    public FakeTelegram(Path folder) {
        this.folder = folder;
    }

    /** A new public channel; its title is its name with a capital letter. */
    public synchronized FakeChannel channel(String username) {
        String title = username.substring(0, 1).toUpperCase(Locale.ROOT) + username.substring(1);
        return add(new Channel(FIRST_CHAT - channels.size(), title, Optional.of(username), Channel.Type.CHANNEL));
    }

    /** A new chat of any type. */
    public synchronized FakeChannel add(Channel channel) {
        FakeChannel added = new FakeChannel(channel);
        channels.add(added);
        return added;
    }

    /** Pages of history have at most as many posts. */
    public synchronized FakeTelegram pagesOf(int posts) {
        pageSize = posts;
        return this;
    }

    /** Has a call fail: the next one, unless the fault is told otherwise. */
    public FakeFault fail(Call call, Supplier<TelegramFailure> failure) {
        FakeFault fault = new FakeFault(failure);
        synchronized (this) {
            faults.computeIfAbsent(call, none -> new ArrayList<>()).add(fault);
        }
        return fault;
    }

    /** Has the next call answer that it is to wait. */
    public FakeFault floodWait(Call call, Duration wait) {
        return fail(call, () -> new TelegramFailure.FloodWait(wait));
    }

    /** Has the next download of a post's file wait at as many bytes until the gate is opened. */
    public FakeGate hold(long messageId, long bytes) {
        FakeGate gate = new FakeGate(messageId, bytes);
        synchronized (this) {
            gates.add(gate);
        }
        return gate;
    }

    /** Every reference to a file ends, as after some hours: what no post holds any more is gone. */
    public void endReferences() {
        known().forEach(FakeChannel::endReferences);
    }

    /** Nothing is answered until {@link #goUp}. */
    public synchronized void goDown() {
        down = true;
    }

    public synchronized void goUp() {
        down = false;
    }

    /** The posts that calls of a kind began with, in their order: message id 0 for none. */
    public synchronized List<PostId> calls(Call call) {
        return List.copyOf(calls.getOrDefault(call, List.of()));
    }

    /** How many bytes of files were sent since then. */
    public synchronized long sent() {
        return sent;
    }

    synchronized void sent(long bytes) {
        sent += bytes;
    }

    /** Where each page of history was asked for, in the order of the calls. */
    public List<Long> pages() {
        return calls(Call.PAGE).stream().map(PostId::messageId).toList();
    }

    /** Forgets the calls and bytes so far. */
    public synchronized void clearCalls() {
        calls.clear();
        sent = 0;
    }

    /** What was done that no caller may do. */
    public synchronized List<String> problems() {
        return List.copyOf(problems);
    }

    synchronized void problem(String what) {
        problems.add(what);
    }

    /** A source of files for one worker. */
    public synchronized MediaSource media() {
        sources++;
        return new FakeMedia(this, folder.resolve("source-" + sources));
    }

    @Override
    public Channel find(ChannelRef ref) throws TelegramFailure {
        call(Call.CHANNEL, new PostId(0, 0));
        for (FakeChannel channel : known()) {
            if (ref.names(channel.channel())) {
                return channel.channel();
            }
        }
        throw new TelegramFailure.NoAccess(ref.input() + " does not exist.");
    }

    @Override
    public List<Channel> all() throws TelegramFailure {
        call(Call.CHANNEL, new PostId(0, 0));
        return known().stream().map(FakeChannel::channel).toList();
    }

    @Override
    public long refresh(long chatId, long known) throws TelegramFailure {
        long newest = readable(Call.NEWEST, new PostId(chatId, known)).newest();
        synchronized (this) {
            refreshed.put(chatId, newest);
        }
        return newest;
    }

    @Override
    public List<Post> older(long chatId, long before) throws TelegramFailure {
        FakeChannel channel = readable(Call.PAGE, new PostId(chatId, before));
        return channel.older(before == 0 ? Long.MAX_VALUE : before, newest(channel), pageSize());
    }

    @Override
    public long lastUntil(long chatId, Instant date) throws TelegramFailure {
        FakeChannel channel = readable(Call.NEWEST, new PostId(chatId, 0));
        return channel.lastUntil(date, newest(channel));
    }

    @Override
    public List<Post> newer(long chatId, long after) throws TelegramFailure {
        FakeChannel channel = readable(Call.PAGE, new PostId(chatId, after));
        return channel.newer(after, newest(channel), pageSize());
    }

    @Override
    public List<Post> find(long chatId, List<Long> ids) throws TelegramFailure {
        if (ids.isEmpty()
                || ids.size() > MOST
                || ids.get(0) < 1
                || !ids.equals(ids.stream().sorted().toList())) {
            throw new IllegalArgumentException("posts " + ids);
        }
        long first = ids.get(0);
        return readable(Call.POSTS, new PostId(chatId, first)).between(first, ids.get(ids.size() - 1)).stream()
                .filter(post -> ids.contains(post.id().messageId()))
                .toList();
    }

    @Override
    public synchronized Optional<TelegramFailure.Unreachable> missing() {
        return down ? Optional.of(new TelegramFailure.Unreachable("Telegram is not reachable.")) : Optional.empty();
    }

    @Override
    public boolean isForum(long chatId) {
        return known().stream()
                .filter(channel -> channel.chatId() == chatId)
                .anyMatch(channel -> channel.forumIfAny().isPresent());
    }

    @Override
    public TopicPage topics(long chatId, TopicPage.End after) throws TelegramFailure {
        return readable(Call.TOPICS, new PostId(chatId, after.topic()))
                .forumIfAny()
                .map(forum -> forum.after(after))
                .orElse(TopicPage.EMPTY);
    }

    @Override
    public Optional<Topic> topic(long chatId, long number) throws TelegramFailure {
        return readable(Call.TOPIC, new PostId(chatId, number)).forumIfAny().flatMap(forum -> forum.find(number));
    }

    /** A channel that this account may read. */
    FakeChannel readable(Call call, PostId first) throws TelegramFailure {
        call(call, first);
        FakeChannel channel = known().stream()
                .filter(one -> one.chatId() == first.chatId())
                .findFirst()
                .orElseThrow(() -> new TelegramFailure.NoAccess("There is no chat " + first.chatId() + "."));
        channel.requireReadable();
        return channel;
    }

    private void call(Call call, PostId first) throws TelegramFailure {
        synchronized (this) {
            calls.computeIfAbsent(call, none -> new ArrayList<>()).add(first);
        }
        Optional<TelegramFailure.Unreachable> missing = missing();
        if (missing.isPresent()) {
            throw missing.get();
        }
        if (call != Call.FILE) {
            for (FakeFault fault : faults(call)) {
                fault.meet(first, 0);
            }
        }
    }

    /** Those of a kind of call, the oldest first. */
    synchronized List<FakeFault> faults(Call call) {
        return List.copyOf(faults.getOrDefault(call, List.of()));
    }

    /** Where the download of a post's file is to wait; each is met once. */
    synchronized Optional<FakeGate> gate(PostId post) {
        Optional<FakeGate> gate = gates.stream()
                .filter(one -> one.messageId() == post.messageId())
                .findFirst();
        gate.ifPresent(gates::remove);
        return gate;
    }

    private synchronized List<FakeChannel> known() {
        return List.copyOf(channels);
    }

    /** As of the last refresh. */
    private synchronized long newest(FakeChannel channel) {
        return refreshed.getOrDefault(channel.chatId(), channel.newest());
    }

    private synchronized int pageSize() {
        return pageSize;
    }
}
