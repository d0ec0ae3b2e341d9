package dev.tgarchiver.archive.audit;

import dev.tgarchiver.event.Event;
import dev.tgarchiver.event.EventListener;
import dev.tgarchiver.history.DiscoverySink;
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
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks Telegram again for known posts: for recent ones, which may have been edited or deleted, and for those that an
 * older archiver has not recorded whole. Files are not fetched again. For one thread.
 */
public final class PostRefresh {

    private static final Logger LOG = LoggerFactory.getLogger(PostRefresh.class);

    private final PostFinder posts;
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
        long chatId = channel.chatId();
        OptionalLong from = tracker.firstSince(chatId, time.now().minus(window));
        if (from.isEmpty() || !Audit.isPossible(channel)) {
            return;
        }
        Recheck recheck = new Recheck(tracker, time, chatId);
        long newest = channel.walked().newest();
        long calls = (newest - from.getAsLong() + PostFinder.MOST) / PostFinder.MOST;
        // Full calls cost no more, and posts that are still there show that the channel can be read.
        long first = newest - calls * PostFinder.MOST + 1;
        for (; first <= newest && !enough.getAsBoolean(); first += PostFinder.MOST) {
            check(channel, recheck, Math.max(1, first), first + PostFinder.MOST - 1);
        }
        report(channel, recheck, "younger than " + window.toHours() + " h");
    }

    /**
     * Asks for posts that were not recorded whole, the oldest first. Blocks.
     *
     * @param enough ends it between two calls; asked once before each
     */
    public void backfill(ChannelRow channel, Enough enough)
            throws TelegramFailure, TrackerFailure, InterruptedException {
        if (!Audit.isPossible(channel)) {
            return;
        }
        long chatId = channel.chatId();
        Recheck recheck = new Recheck(tracker, time, chatId);
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
            long last = next.getAsLong() + PostFinder.MOST - 1;
            check(channel, recheck, next.getAsLong(), last);
            next = tracker.nextUnread(chatId, last + 1);
        }
        report(channel, recheck, "that an older archiver has not recorded whole");
    }

    private void check(ChannelRow channel, Recheck recheck, long first, long last)
            throws TelegramFailure, TrackerFailure, InterruptedException {
        long chatId = channel.chatId();
        List<Post> found = calls.send(() -> posts.find(chatId, first, last));
        Map<Long, PostStatus> missing = new TreeMap<>();
        tracker.standings(chatId, first, last).forEach(status -> missing.put(status.messageId(), status));
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
