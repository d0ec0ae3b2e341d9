package dev.tgarchiver.history;

import dev.tgarchiver.event.Event;
import dev.tgarchiver.event.EventListener;
import dev.tgarchiver.model.Channel;
import dev.tgarchiver.model.post.Post;
import dev.tgarchiver.model.post.PostId;
import dev.tgarchiver.telegram.DiscussionSource;
import dev.tgarchiver.telegram.TelegramFailure;
import dev.tgarchiver.telegram.pace.PacedCalls;
import dev.tgarchiver.tracker.ChannelRow;
import dev.tgarchiver.tracker.PostRecorder;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.post.Discussion;
import dev.tgarchiver.tracker.post.PageResult;
import dev.tgarchiver.tracker.post.ReadThread;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the comments of a channel's posts, one thread after the other, into the tracker: those of posts that have another
 * number of comments than when they were last read, and of these the comments that are newer than the last one. A killed
 * reading resumes with the thread where it stopped. Not thread-safe.
 */
public final class ThreadWalker {

    private static final Logger LOG = LoggerFactory.getLogger(ThreadWalker.class);

    /** Threads that are asked from the tracker at once. */
    private static final int PORTION = 500;

    private final DiscussionSource source;
    private final PostRecorder tracker;
    private final SeenPeers peers;
    private final PacedCalls calls;
    private final DiscoverySink sink;
    private final EventListener events;

    /**
     * @param calls paces and retries the requests
     * @param sink receives each page before {@code events} does
     */
    public ThreadWalker(
            DiscussionSource source, PostRecorder tracker, PacedCalls calls, DiscoverySink sink, EventListener events) {
        this.source = source;
        this.tracker = tracker;
        peers = new SeenPeers(source, tracker);
        this.calls = calls;
        this.sink = sink;
        this.events = events;
    }

    /**
     * Reads until the tracker has what Telegram counts, or until there is {@code enough}, which is checked between two
     * requests. Blocks; an interrupt also ends it there.
     *
     * @param channel whose posts have the comments
     * @param group of which the comments are posts
     */
    public void walk(ChannelRow channel, ChannelRow group, BooleanSupplier enough)
            throws TelegramFailure, TrackerFailure, InterruptedException {
        events.on(new Event.ChannelStarted(group.channel()));
        Threads threads = new Threads(group, enough);
        long after = 0;
        boolean ended = false;
        while (!ended) {
            List<ReadThread> portion = tracker.threadsToRead(channel.chatId(), after, PORTION);
            ended = portion.isEmpty();
            for (ReadThread thread : portion) {
                if (enough.getAsBoolean()) {
                    ended = true;
                    break;
                }
                threads.read(thread);
                after = thread.post().messageId();
            }
        }
        LOG.info("{}: comments of {} posts read, {} new", group.title(), threads.read, threads.newPosts);
        if (threads.missing > 0) {
            String text = channel.channel().label() + ": no comments are found of " + threads.missing
                    + (threads.missing == 1 ? " post that has some" : " posts that have some")
                    + "; what stands for a post in the discussion group may be deleted there.";
            LOG.warn("{}", text);
            events.on(new Event.Notice(Event.Notice.Level.WARNING, text));
        }
        sink.walked();
        events.on(new Event.WalkFinished(group.channel(), threads.newPosts));
    }

    /**
     * Reads the threads again whose comments hold files that an earlier run has left, unless the client knows these comments:
     * their group cannot be asked for them. Blocks.
     */
    public void readPending(Discussion discussion, ChannelRow group)
            throws TelegramFailure, TrackerFailure, InterruptedException {
        Threads threads = new Threads(group, () -> false);
        for (Map.Entry<PostId, List<PostId>> thread :
                tracker.pendingComments(discussion).entrySet()) {
            for (PostId comment : thread.getValue()) {
                if (!source.knows(comment)) {
                    Reading unused = threads.pages(thread.getKey(), 0);
                    break;
                }
            }
        }
    }

    /**
     * A reading of a thread.
     *
     * @param newest the number of the newest comment
     * @param total how many comments there are, as Telegram counts them
     * @param ended false when there was enough before the end
     */
    private record Reading(long newest, int total, boolean ended) {}

    /** The threads of one channel. */
    private final class Threads {

        private final ChannelRow group;
        private final BooleanSupplier enough;
        private long read;
        private long newPosts;
        private long missing;

        Threads(ChannelRow group, BooleanSupplier enough) {
            this.group = group;
            this.enough = enough;
        }

        void read(ReadThread thread) throws TelegramFailure, TrackerFailure, InterruptedException {
            List<Post> roots = calls.send(() -> source.roots(thread.post()));
            if (roots.isEmpty()) {
                // The next run looks again: lost access looks alike.
                LOG.info(
                        "{}: post {} has no thread",
                        group.title(),
                        thread.post().messageId());
                missing++;
                return;
            }
            record(roots);
            PostId post = thread.post();
            Reading reading = pages(post, thread.last());
            if (reading.ended() && misses(thread, reading)) {
                // TDLib leaves out what it has not heard of in another way, and then asks for it.
                reading = pages(post, thread.last());
            }
            if (reading.ended()) {
                int noted = misses(thread, reading) ? tracker.comments(post).size() : thread.replies();
                tracker.recordThread(new ReadThread(post, noted, reading.newest()));
                read++;
            }
        }

        private boolean misses(ReadThread thread, Reading reading) throws TrackerFailure {
            return tracker.comments(thread.post()).size() < Math.max(thread.replies(), reading.total());
        }

        Reading pages(PostId post, long known) throws TelegramFailure, TrackerFailure, InterruptedException {
            long newest = known;
            long before = 0;
            int seen = 0;
            while (true) {
                long from = before;
                DiscussionSource.Comments page = calls.send(() -> source.comments(post, from));
                List<Post> comments = page.comments();
                if (comments.isEmpty()) {
                    return new Reading(newest, page.total(), true);
                }
                record(comments);
                seen += comments.size();
                newest = Math.max(newest, comments.get(0).id().messageId());
                before = comments.get(comments.size() - 1).id().messageId();
                if (before <= known || seen >= page.total()) {
                    return new Reading(newest, page.total(), true);
                }
                if (enough.getAsBoolean()) {
                    return new Reading(newest, page.total(), false);
                }
            }
        }

        private void record(List<Post> posts) throws TelegramFailure, TrackerFailure, InterruptedException {
            peers.record(peers.with(posts));
            PageResult result = tracker.recordPosts(group.chatId(), new ArrayList<>(posts));
            newPosts += result.newPosts();
            sink.recorded(result.newPosts(), result.newFiles());
            Channel channel = group.channel();
            Instant oldest = posts.get(posts.size() - 1).date();
            events.on(new Event.PageWalked(channel, result.newPosts(), result.newFiles(), result.newBytes(), oldest));
        }
    }
}
