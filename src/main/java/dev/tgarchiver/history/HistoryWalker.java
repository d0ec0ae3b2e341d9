package dev.tgarchiver.history;

import dev.tgarchiver.event.Event;
import dev.tgarchiver.event.EventListener;
import dev.tgarchiver.history.PageReader.Request;
import dev.tgarchiver.model.post.Post;
import dev.tgarchiver.telegram.HistorySource;
import dev.tgarchiver.telegram.TelegramFailure;
import dev.tgarchiver.telegram.pace.PacedCalls;
import dev.tgarchiver.tracker.ChannelRow;
import dev.tgarchiver.tracker.PostRecorder;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.post.IdRange;
import dev.tgarchiver.tracker.post.PageResult;
import dev.tgarchiver.tracker.post.Walked;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Walks a channel's history into the tracker, all of it or within bounds: first posts newer than the high-water mark,
 * upwards, then ranges that no walk has covered, downwards. Every page is a transaction with the ids that it covers, so
 * a killed walk resumes where it stopped, and no walk requests what another one has walked. Not thread-safe.
 */
public final class HistoryWalker {

    private static final Logger LOG = LoggerFactory.getLogger(HistoryWalker.class);

    /** Beyond all ids. */
    private static final long END = Long.MAX_VALUE;

    private final HistorySource source;
    private final PostRecorder tracker;
    private final SeenPeers peers;
    private final PacedCalls calls;
    private final DiscoverySink sink;
    private final EventListener events;
    private final boolean readAhead;

    /**
     * @param calls paces and retries the requests for pages
     * @param sink receives each page before {@code events} does
     * @param readAhead whether the next page is requested while one is recorded, so that a walk which ends because there
     *     is enough may have requested one in vain
     */
    public HistoryWalker(
            HistorySource source,
            PostRecorder tracker,
            PacedCalls calls,
            DiscoverySink sink,
            EventListener events,
            boolean readAhead) {
        this.source = source;
        this.tracker = tracker;
        peers = new SeenPeers(source, tracker);
        this.calls = calls;
        this.sink = sink;
        this.events = events;
        this.readAhead = readAhead;
    }

    /**
     * Walks until everything that the channel holds now within the bounds is in the tracker, or until there is
     * {@code enough}, which is checked between two pages. Blocks; an interrupt also ends it between two pages.
     *
     * @return how many posts were new
     */
    public long walk(ChannelRow channel, WalkBounds bounds, BooleanSupplier enough)
            throws TelegramFailure, TrackerFailure, InterruptedException {
        try (PageReader pages = new PageReader(new AlbumPages(source, calls, channel.chatId()), peers)) {
            Walk walk = new Walk(channel, bounds, enough, pages);
            events.on(new Event.ChannelStarted(channel.channel()));
            walk.run();
            LOG.info("{}: walked, {} new posts, {}", channel.title(), walk.newPosts, walk.walked);
            sink.walked();
            events.on(new Event.WalkFinished(channel.channel(), walk.newPosts));
            return walk.newPosts;
        }
    }

    /** One channel's walk. */
    private final class Walk {

        private final ChannelRow channel;
        private final WalkBounds bounds;
        private final long chatId;
        private final BooleanSupplier enough;
        private final PageReader pages;
        private Walked walked;
        private long newPosts;

        Walk(ChannelRow channel, WalkBounds bounds, BooleanSupplier enough, PageReader pages) {
            this.channel = channel;
            this.bounds = bounds;
            this.enough = enough;
            chatId = channel.chatId();
            this.pages = pages;
            walked = channel.walked();
        }

        void run() throws TelegramFailure, TrackerFailure, InterruptedException {
            long newest = calls.send(() -> source.refresh(chatId, walked.newest()));
            if (newest != channel.newest()) {
                tracker.recordNewest(chatId, newest);
            }
            if (!walked.isEmpty() && walked.gaps(0, newest).isEmpty()) {
                return;
            }
            long first = first();
            long last = last();
            if (newest > 0 && (last == 0 || first > newest)) {
                return;
            }
            if (last >= newest) {
                walkToNewest(first, newest);
                last = walked.newest();
            }
            List<IdRange> gaps = new ArrayList<>(walked.gaps(first, last));
            Collections.reverse(gaps);
            for (IdRange gap : gaps) {
                new Descent(gap).finish();
            }
        }

        /** The first id to walk; 0 for the channel's start. */
        private long first() throws TelegramFailure, InterruptedException {
            long first = bounds.fromId() > 1 ? bounds.fromId() : 0;
            if (bounds.since().isPresent()) {
                // A post of that second is within the bounds.
                Instant before = bounds.since().get().minusNanos(1);
                long outside = calls.send(() -> source.lastUntil(chatId, before));
                first = Math.max(first, outside == 0 ? 0 : outside + 1);
            }
            return first;
        }

        /** The last id to walk; beyond all ids for the channel's end. */
        private long last() throws TelegramFailure, InterruptedException {
            long last = bounds.toId() > 0 ? bounds.toId() : END;
            if (bounds.until().isPresent()) {
                Instant until = bounds.until().get();
                last = Math.min(last, calls.send(() -> source.lastUntil(chatId, until)));
            }
            return last;
        }

        /** Walks from the high-water mark to the end, or from the end down if there is no mark within the bounds. */
        private void walkToNewest(long first, long newest)
                throws TelegramFailure, TrackerFailure, InterruptedException {
            if (walked.newest() > 0 && first <= walked.newest() + 1) {
                catchUp(newest);
                return;
            }
            Descent descent = new Descent(new IdRange(first, END));
            if (!enough.getAsBoolean()) {
                descent.page(false);
            }
            // Also after a first page, because it starts at the newest post that the source knew before.
            if (walked.newest() > 0 && first <= walked.newest() + 1) {
                catchUp(newest);
            }
            descent.finish();
        }

        /** Walks upwards from the high-water mark, so that the mark moves with every page and leaves no gap. */
        private void catchUp(long newest) throws TelegramFailure, TrackerFailure, InterruptedException {
            while (newest > walked.newest() && !enough.getAsBoolean()) {
                long mark = walked.newest();
                ReadPage page = pages.read(new Request.Newer(mark, newest));
                if (page.posts().isEmpty()) {
                    // The newest post was deleted meanwhile, or cannot be reached upwards.
                    descendToMark(newest);
                    return;
                }
                long top = page.newest();
                if (readAhead && top < newest) {
                    pages.ahead(new Request.Newer(top, newest));
                }
                record(page, new IdRange(mark + 1, top));
            }
        }

        /**
         * Walks downwards from the end to the high-water mark. The mark never moves beyond what was seen: the next walk
         * looks again for what this one did not reach.
         */
        private void descendToMark(long newest) throws TelegramFailure, TrackerFailure, InterruptedException {
            Descent descent = new Descent(new IdRange(walked.newest() + 1, END));
            descent.finish();
            if (descent.ended && walked.newest() < newest) {
                LOG.info("{}: post {} was seen, but no page above {} has it", channel.title(), newest, walked.newest());
                tracker.recordNewest(chatId, walked.newest());
            }
        }

        /** Walks down through ids that no walk has covered, from the end of a gap or of the channel. */
        private final class Descent {

            private final long bottom;
            private long top;
            private long before;
            private boolean emptyBefore;
            private boolean ended;

            Descent(IdRange gap) {
                bottom = gap.first();
                top = gap.last();
                before = gap.last() == END ? 0 : gap.last() + 1;
            }

            void finish() throws TelegramFailure, TrackerFailure, InterruptedException {
                while (!ended && !enough.getAsBoolean()) {
                    page(readAhead);
                }
            }

            void page(boolean another) throws TelegramFailure, TrackerFailure, InterruptedException {
                ReadPage page = pages.read(new Request.Older(before));
                if (page.posts().isEmpty()) {
                    // An empty answer can be a race with deletions (MessagesManager::on_get_history), so only a second
                    // one counts.
                    ended = emptyBefore;
                    emptyBefore = true;
                    if (ended) {
                        end(page, top == END ? 0 : top);
                    }
                    return;
                }
                emptyBefore = false;
                if (top == END) {
                    top = page.newest();
                }
                before = page.oldest();
                ended = before <= Math.max(bottom, 1);
                if (ended) {
                    end(page.from(bottom), top);
                } else {
                    if (another) {
                        pages.ahead(new Request.Older(before));
                    }
                    record(page, new IdRange(before, top));
                }
            }

            /** Covers the ids down to the bottom, unless nothing is above it. */
            private void end(ReadPage page, long last) throws TrackerFailure {
                if (last >= bottom) {
                    record(page, new IdRange(bottom, last));
                }
            }
        }

        private void record(ReadPage read, IdRange range) throws TrackerFailure {
            List<Post> page = read.posts();
            peers.record(read);
            ForumTopics.recordChanges(tracker, chatId, page);
            PageResult result = tracker.recordPage(chatId, page, range);
            walked = walked.plus(range);
            newPosts += result.newPosts();
            if (!page.isEmpty()) {
                Instant oldest = page.get(page.size() - 1).date();
                LOG.debug(
                        "{}: {} posts back to {}, {} new, {} new files, {}",
                        channel.title(),
                        page.size(),
                        oldest,
                        result.newPosts(),
                        result.newFiles(),
                        walked);
                sink.recorded(result.newPosts(), result.newFiles());
                events.on(new Event.PageWalked(
                        channel.channel(), result.newPosts(), result.newFiles(), result.newBytes(), oldest));
            }
        }
    }
}
