package dev.tgarchiver.archive.audit;

import dev.tgarchiver.archive.search.ChannelSearch;
import dev.tgarchiver.history.SeenPeers;
import dev.tgarchiver.history.WalkBounds;
import dev.tgarchiver.model.Channel;
import dev.tgarchiver.model.post.Post;
import dev.tgarchiver.telegram.ChannelFinder;
import dev.tgarchiver.telegram.HistorySource;
import dev.tgarchiver.telegram.PeerSource;
import dev.tgarchiver.telegram.PostFinder;
import dev.tgarchiver.telegram.TelegramFailure;
import dev.tgarchiver.telegram.pace.PacedCalls;
import dev.tgarchiver.time.Time;
import dev.tgarchiver.tracker.ChannelRow;
import dev.tgarchiver.tracker.PostRecorder;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.post.IdRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Asks Telegram for every post id of a channel, and reports what the archive lacks and why. Posts that a walk missed,
 * or that hold another file after an edit, are recorded at once, so that the next download fetches them. Used by one
 * thread.
 */
public final class Audit {

    /** Channels and supergroups, which number their own posts, have ids below this. */
    private static final long LAST_CHANNEL_ID = -1_000_000_000_000L;

    /** Why something is not in the archive. */
    public enum Gap {
        /** No page of the walk had it. The audit records it. */
        MISSED,
        /** The post was edited and holds another file now. The audit records it. */
        EDITED,
        /** The post was deleted at Telegram before its file was fetched. */
        DELETED,
        /** The file failed permanently. */
        FAILED,
        /** The file is pending. */
        PENDING,
        /** The file is not wanted. */
        SKIPPED,
        /** The file was in the archive, and was removed. */
        REMOVED;

        /** Whether it needs action: Telegram has it, and the user wants it. */
        public boolean isWrong() {
            return switch (this) {
                case MISSED, EDITED, FAILED, PENDING -> true;
                case DELETED, SKIPPED, REMOVED -> false;
            };
        }
    }

    /**
     * A post that the archive lacks, or has only in part.
     *
     * @param type the post's type, such as {@code text}, or its file's kind
     * @param name the file's name; empty if it has none
     * @param size the file's size; 0 if unknown
     * @param cause a word to count by; empty if the gap says enough
     * @param why the reason, as a sentence without full stop
     */
    public record Finding(long messageId, Gap gap, String type, String name, long size, String cause, String why) {}

    /**
     * What was found in a part of a channel.
     *
     * @param from the first audited id
     * @param to the last audited id
     * @param newest the channel's last id
     * @param posts how many of the audited posts Telegram has
     * @param files how many of their files are in the archive
     * @param edited how many known posts say something else now; their new versions are recorded
     * @param deletedAtTelegram how many posts the archive has that Telegram no longer has; they are marked
     * @param notWalked how many posts are in ranges that no walk has covered
     * @param outOfBounds how many of these are outside the bounds of what is wanted, so that no walk covers them
     * @param notWalkedIds these ranges within the audited ids
     * @param gaps number of gaps by reason
     */
    public record Result(
            long from,
            long to,
            long newest,
            long posts,
            long files,
            long edited,
            long deletedAtTelegram,
            long notWalked,
            long outOfBounds,
            List<IdRange> notWalkedIds,
            Map<Gap, Long> gaps) {

        /** Copies the collections. */
        public Result {
            notWalkedIds = List.copyOf(notWalkedIds);
            gaps = Map.copyOf(gaps);
        }

        /** Whether every id was audited. */
        public boolean isWhole() {
            return to >= newest;
        }

        /** Whether everything that Telegram has and the user wants is in the archive. */
        public boolean isComplete() {
            return isWhole()
                    && notWalked == outOfBounds
                    && gaps.keySet().stream().noneMatch(Gap::isWrong);
        }
    }

    /** Receives what is found, on the auditing thread. */
    public interface Listener {
        /** Reports how many more ids were audited. */
        void audited(long ids);

        /** The archive lacks something. */
        void found(Finding finding);
    }

    private final ChannelFinder channels;
    private final HistorySource history;
    private final PostFinder posts;
    private final PostRecorder tracker;
    private final PacedCalls calls;
    private final Time time;
    private volatile boolean stopped;

    /** An audit of channels that the tracker knows. */
    public Audit(
            ChannelFinder channels,
            HistorySource history,
            PostFinder posts,
            PostRecorder tracker,
            PacedCalls calls,
            Time time) {
        this.channels = channels;
        this.history = history;
        this.posts = posts;
        this.tracker = tracker;
        this.calls = calls;
        this.time = time;
    }

    /**
     * Whether a chat numbers its own posts. In others, basic groups and chats with people, all of the account's messages
     * share one numbering, so that most numbers are other chats'.
     */
    public static boolean numbersItsPosts(ChannelRow channel) {
        return channel.chatId() < LAST_CHANNEL_ID;
    }

    /** How many calls an audit of that many ids costs. */
    public static long calls(long ids) {
        return (ids + PostFinder.MOST - 1) / PostFinder.MOST;
    }

    /** Ends the audit after the current call. Any thread. */
    public void stop() {
        stopped = true;
    }

    /** Finds the channel and asks for its newest post's id. Blocks. */
    public long newest(ChannelRow channel) throws TelegramFailure, InterruptedException {
        Channel unused = new ChannelSearch(channels, calls).find(channel);
        long chatId = channel.chatId();
        if (!channel.earlierChats().isEmpty()) {
            // What the channel continues is audited next, and can be read once the source has heard of it.
            OptionalLong unusedGroup = calls.send(() -> channels.refreshChat(chatId));
        }
        return calls.send(
                () -> history.refresh(chatId, Math.max(channel.walked().newest(), 1)));
    }

    /**
     * Audits the ids from {@code from} upwards; of a chat that does not {@linkplain #numbersItsPosts number its own posts},
     * its history from the newest post down to that id. Blocks; an interrupt ends it before the next call.
     *
     * @param newest the channel's newest id
     * @param bounds of the posts that are wanted; unwalked ones outside are no gap
     */
    public Result run(ChannelRow channel, long from, long newest, WalkBounds bounds, Listener listener)
            throws TelegramFailure, TrackerFailure {
        PeerSource source = numbersItsPosts(channel) ? posts : history;
        AuditCount count = new AuditCount(tracker, new SeenPeers(source, tracker), time, channel, bounds, listener);
        if (!numbersItsPosts(channel)) {
            long audited = pages(channel, from, newest, count, listener) ? newest : from - 1;
            return count.result(from, audited, newest);
        }
        long next = from;
        try {
            while (next <= newest && !stopped) {
                long first = next;
                long last = Math.min(newest, first + PostFinder.MOST - 1);
                List<Post> found = calls.send(() -> posts.find(channel.chatId(), first, last));
                count.compare(found, tracker.standings(channel.chatId(), first, last));
                count.judgeFurther(tracker.standings(channel.chatId(), first, last));
                listener.audited(last - first + 1);
                next = last + 1;
            }
        } catch (InterruptedException e) {
            // The result covers what was audited so far.
            stopped = true;
        }
        return count.result(from, next - 1, newest);
    }

    /** Compares page by page; false when it was stopped before it came to {@code from}. */
    private boolean pages(ChannelRow channel, long from, long newest, AuditCount count, Listener listener)
            throws TelegramFailure, TrackerFailure {
        long chatId = channel.chatId();
        long last = newest;
        try {
            while (last >= from && !stopped) {
                long before = last + 1;
                List<Post> page = new ArrayList<>(calls.send(() -> history.older(chatId, before)));
                long first = page.isEmpty()
                        ? from
                        : Math.max(from, page.get(page.size() - 1).id().messageId());
                page.removeIf(post -> post.id().messageId() < from || post.id().messageId() > before - 1);
                count.compare(page, tracker.standings(chatId, first, last));
                count.judgeFurther(tracker.standings(chatId, first, last));
                listener.audited(last - first + 1);
                last = first - 1;
            }
        } catch (InterruptedException e) {
            stopped = true;
        }
        return last < from;
    }

    /** Whether {@link #stop} or an interrupt ended it. */
    public boolean isStopped() {
        return stopped;
    }
}
