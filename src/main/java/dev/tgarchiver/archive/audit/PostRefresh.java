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
     * Asks for the posts that are younger than {@code window}, and those before them that take no further call. Blocks.
     *
     * @param channel as it was before a walk that has just recorded later posts, which need not be asked for
     * @param enough ends it between two calls
     */
    public void recent(ChannelRow channel, Duration window, BooleanSupplier enough)
            throws TelegramFailure, TrackerFailure, InterruptedException {
        OptionalLong from = tracker.firstSince(channel.chatId(), time.now().minus(window));
        if (from.isEmpty()) {
            return;
        }
        Recheck recheck = new Recheck(tracker, peers, time, channel.chatId());
        for (List<Long> ids : Audit.numbersItsPosts(channel)
                ? ranges(channel, from.getAsLong())
                : portions(knownSince(channel, from.getAsLong()))) {
            if (enough.getAsBoolean()) {
                break;
            }
            check(channel, recheck, ids);
        }
        report(channel, recheck, "younger than " + window.toHours() + " h");
    }

    /** Full calls cost no more, and posts that are still there show that the channel can be read. */
    private static List<List<Long>> ranges(ChannelRow channel, long from) {
        long newest = channel.walked().newest();
        long count = (newest - from + PostFinder.MOST) / PostFinder.MOST;
        List<List<Long>> ranges = new ArrayList<>();
        for (long first = newest - count * PostFinder.MOST + 1; first <= newest; first += PostFinder.MOST) {
            ranges.add(LongStream.rangeClosed(Math.max(1, first), first + PostFinder.MOST - 1)
                    .boxed()
                    .toList());
        }
        return ranges;
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
            check(channel, recheck, ids);
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

    private void check(ChannelRow channel, Recheck recheck, List<Long> ids)
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
            if (missing.remove(post.id().messageId()) != null) {
                known.add(post);
            }
        }
        Recheck.Change change = recheck.record(found, known, missing.keySet());
        sink.recorded(0, change.files());
        events.on(new Event.PostsReadAgain(
                channel.channel(), known.size(), change.edited(), change.deleted(), change.files(), change.bytes()));
    }

    private static void report(ChannelRow channel, Recheck recheck, String which) {
        if (recheck.edited() + recheck.deleted() > 0) {
            LOG.info(
                    "{}: of the posts {}, {} were edited and {} deleted",
                    channel.title(),
                    which,
                    recheck.edited(),
                    recheck.deleted());
        }
    }
}
