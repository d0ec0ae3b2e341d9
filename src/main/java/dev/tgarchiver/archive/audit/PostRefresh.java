package dev.tgarchiver.archive.audit;

import dev.tgarchiver.event.Event;
import dev.tgarchiver.event.EventListener;
import dev.tgarchiver.history.DiscoverySink;
import dev.tgarchiver.history.SeenPeers;
import dev.tgarchiver.model.post.Post;
import dev.tgarchiver.telegram.PostFinder;
import dev.tgarchiver.telegram.TelegramFailure;
import dev.tgarchiver.telegram.pace.PacedCalls;
import dev.tgarchiver.time.Time;
import dev.tgarchiver.tracker.ChannelRow;
import dev.tgarchiver.tracker.PostRecorder;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.post.PostStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks Telegram again for known posts: for recent ones, which may have been edited or deleted, and for those that an
 * older archiver has not recorded whole. Files are not fetched again. For one thread.
 */
public final class PostRefresh {

    private static final Logger LOG = LoggerFactory.getLogger(PostRefresh.class);

    /**
     * How many ids before recent posts of a chat are looked through for others of it, and how many of those are asked for as
     * well: posts that are still there show that the chat can be read.
     */
    private static final int EARLIER_IDS = 10_000;

    private static final int EARLIER_POSTS = 50;

    private final PostFinder posts;
    private final SeenPeers peers;
    private final PostRecorder tracker;
    private final PacedCalls calls;
    private final DiscoverySink sink;
    private final EventListener events;
    private final Time time;

    /**
     * @param posts asks Telegram with every call
     * @param sink hears of files that turn out to be wanted
     */
    public PostRefresh(
            PostFinder posts,
            PostRecorder tracker,
            PacedCalls calls,
            DiscoverySink sink,
            EventListener events,
            Time time) {
        this.posts = posts;
        peers = new SeenPeers(posts, tracker);
        this.tracker = tracker;
        this.calls = calls;
        this.sink = sink;
        this.events = events;
        this.time = time;
    }

    /** Ends it early. */
    @FunctionalInterface
    public interface Enough {
        boolean isReached() throws TrackerFailure;
    }

    /**
     * Asks for the posts that are younger than {@code window}, and those before them that take no further call: those of
     * the last walk, too, because TDLib answers a walk with what it remembers, which may be from before an edit. Blocks.
     *
     * <p>When TDLib knew an old post before it knew the newest one, it leaves out those between them
     * (MessagesManager::get_dialog_history). So after a walk that has moved the channel's end, posts that are missing among the
     * newest ones are asked for; and where some turn up, those before them, too.
     *
     * @param before the channel before the walk
     * @param now the channel after it
     * @param enough ends it between two calls
     */
    public void recent(ChannelRow before, ChannelRow now, Duration window, BooleanSupplier enough)
            throws TelegramFailure, TrackerFailure, InterruptedException {
        OptionalLong young = tracker.firstSince(now.chatId(), time.now().minus(window));
        Recheck recheck = new Recheck(tracker, peers, time, now.chatId());
        if (Audit.numbersItsPosts(now)) {
            boolean grown = now.walked().newest() > before.walked().newest();
            if (young.isPresent() || (grown && lacksNewest(now))) {
                fromNewest(now, young, recheck, enough);
            }
        } else if (young.isPresent()) {
            for (List<Long> ids : portions(knownSince(now, young.getAsLong()))) {
                if (enough.getAsBoolean()) {
                    break;
                }
                int unused = check(now, recheck, ids);
            }
        }
        report(now, recheck, "younger than " + window.toHours() + " h");
    }

    /** Whether any of the newest ids that were walked is without a post. */
    private boolean lacksNewest(ChannelRow channel) throws TrackerFailure {
        long last = channel.walked().newest();
        long first = Math.max(1, last - PostFinder.MOST + 1);
        long unwalked = channel.walked().gaps(first, last).stream()
                .mapToLong(gap -> gap.last() - gap.first() + 1)
                .sum();
        return tracker.standings(channel.chatId(), first, last).size() < last - first + 1 - unwalked;
    }

    /** Asks from the newest post down to a young one, and on while there are posts that a walk has missed. */
    private void fromNewest(ChannelRow channel, OptionalLong young, Recheck recheck, BooleanSupplier enough)
            throws TelegramFailure, TrackerFailure, InterruptedException {
        long last = channel.walked().newest();
        long calls = (last - young.orElse(last) + PostFinder.MOST) / PostFinder.MOST;
        int missed = 0;
        // Full calls cost no more, and posts that are still there show that the channel can be read.
        for (long call = 1; last > 0 && (call <= calls || missed > 0) && !enough.getAsBoolean(); call++) {
            long first = Math.max(1, last - PostFinder.MOST + 1);
            missed = check(
                    channel,
                    recheck,
                    LongStream.rangeClosed(first, last).boxed().toList());
            last -= PostFinder.MOST;
        }
    }

    /** Of a chat whose numbers others share: the known posts from one on, and some before them. */
    private List<Long> knownSince(ChannelRow channel, long from) throws TrackerFailure {
        long chatId = channel.chatId();
        List<Long> before = ids(tracker.standings(chatId, Math.max(1, from - EARLIER_IDS), from - 1));
        List<Long> known = new ArrayList<>(before.subList(Math.max(0, before.size() - EARLIER_POSTS), before.size()));
        known.addAll(ids(tracker.standings(chatId, from, channel.walked().newest())));
        return known;
    }

    private static List<Long> ids(List<PostStatus> posts) {
        return posts.stream()
                .filter(post -> !post.deleted())
                .map(PostStatus::messageId)
                .toList();
    }

    private static List<List<Long>> portions(List<Long> ids) {
        List<List<Long>> portions = new ArrayList<>();
        for (int first = 0; first < ids.size(); first += PostFinder.MOST) {
            portions.add(ids.subList(first, Math.min(ids.size(), first + PostFinder.MOST)));
        }
        return portions;
    }

    /**
     * Asks for posts that were not recorded whole, the oldest first. Blocks.
     *
     * @param enough ends it between two calls; asked once before each
     */
    public void backfill(ChannelRow channel, Enough enough)
            throws TelegramFailure, TrackerFailure, InterruptedException {
        long chatId = channel.chatId();
        Recheck recheck = new Recheck(tracker, peers, time, chatId);
        OptionalLong next = tracker.nextUnread(chatId, 1);
        if (next.isPresent()) {
            long unread = tracker.unread(chatId);
            String text = channel.channel().label() + ": " + unread
                    + (unread == 1 ? " post that an older archiver has" : " posts that an older archiver has")
                    + " not recorded whole" + (unread == 1 ? " is" : " are") + " read again.";
            LOG.info("{}", text);
            events.on(new Event.Notice(Event.Notice.Level.INFO, text));
        }
        while (next.isPresent() && !enough.isReached()) {
            List<Long> ids = Audit.numbersItsPosts(channel)
                    ? LongStream.range(next.getAsLong(), next.getAsLong() + PostFinder.MOST)
                            .boxed()
                            .toList()
                    : unread(chatId, next.getAsLong());
            int unused = check(channel, recheck, ids);
            next = tracker.nextUnread(chatId, ids.get(ids.size() - 1) + 1);
        }
        report(channel, recheck, "that an older archiver has not recorded whole");
    }

    /** Of a chat whose numbers others share: as many as one call takes. */
    private List<Long> unread(long chatId, long from) throws TrackerFailure {
        List<Long> ids = new ArrayList<>(List.of(from));
        OptionalLong next = tracker.nextUnread(chatId, from + 1);
        while (next.isPresent() && ids.size() < PostFinder.MOST) {
            ids.add(next.getAsLong());
            next = tracker.nextUnread(chatId, next.getAsLong() + 1);
        }
        return ids;
    }

    /** Returns how many posts a walk has missed. */
    private int check(ChannelRow channel, Recheck recheck, List<Long> ids)
            throws TelegramFailure, TrackerFailure, InterruptedException {
        long chatId = channel.chatId();
        List<Post> found = calls.send(() -> posts.find(chatId, ids));
        Map<Long, PostStatus> missing = new TreeMap<>();
        Set<Long> asked = Set.copyOf(ids);
        tracker.standings(chatId, ids.get(0), ids.get(ids.size() - 1)).stream()
                .filter(status -> asked.contains(status.messageId()))
                .forEach(status -> missing.put(status.messageId(), status));
        List<Post> known = new ArrayList<>();
        for (Post post : found) {
            long id = post.id().messageId();
            if (missing.remove(id) != null || channel.walked().has(id)) {
                known.add(post);
            }
        }
        Recheck.Change change = recheck.record(found, known, missing.keySet());
        sink.recorded(change.added(), change.files());
        events.on(new Event.PostsReadAgain(
                channel.channel(), known.size(), change.edited(), change.deleted(), change.files(), change.bytes()));
        return change.added();
    }

    private static void report(ChannelRow channel, Recheck recheck, String which) {
        if (recheck.edited() + recheck.deleted() + recheck.added() > 0) {
            LOG.info(
                    "{}: of the posts {}, {} were edited, {} deleted and {} missing in the walk",
                    channel.title(),
                    which,
                    recheck.edited(),
                    recheck.deleted(),
                    recheck.added());
        }
    }
}
