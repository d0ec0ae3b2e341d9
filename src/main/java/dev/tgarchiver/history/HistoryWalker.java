package dev.tgarchiver.history;

import dev.tgarchiver.event.Event;
import dev.tgarchiver.event.EventListener;
import dev.tgarchiver.model.Post;
import dev.tgarchiver.telegram.HistorySource;
import dev.tgarchiver.telegram.TelegramFailure;
import dev.tgarchiver.throttle.Backoff;
import dev.tgarchiver.throttle.Throttle;
import dev.tgarchiver.throttle.Time;
import dev.tgarchiver.tracker.ChannelRow;
import dev.tgarchiver.tracker.Cursor;
import dev.tgarchiver.tracker.PageResult;
import dev.tgarchiver.tracker.Tracker;
import dev.tgarchiver.tracker.TrackerFailure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Walks a channel's history into the tracker: first what is newer than the high-water mark, upwards, then what the first
 * walk has left, downwards. Every page is a transaction with the cursor that it leads to, so a killed walk goes on where
 * it stopped. One walk at a time; not for several threads.
 */
public final class HistoryWalker {

    private static final Logger LOG = LoggerFactory.getLogger(HistoryWalker.class);

    private final HistorySource source;
    private final Tracker tracker;
    private final Requests requests;
    private final EventListener events;

    /** {@code backoff} spaces the attempts at a page. */
    public HistoryWalker(
            HistorySource source,
            Tracker tracker,
            Throttle throttle,
            Backoff backoff,
            EventListener events,
            Time time) {
        this.source = source;
        this.tracker = tracker;
        this.requests = new Requests(throttle, backoff, events, time);
        this.events = events;
    }

    /**
     * Walks until everything that the channel holds now is in the tracker, or until there is {@code enough}, asked
     * between two pages. Blocks; an interrupt ends it between two pages as well.
     *
     * @return how many posts were new
     */
    public long walk(ChannelRow channel, BooleanSupplier enough)
            throws TelegramFailure, TrackerFailure, InterruptedException {
        Walk walk = new Walk(channel, enough);
        events.on(new Event.ChannelStarted(channel.channel()));
        walk.run();
        LOG.info("{}: walked, {} new posts, {}", channel.title(), walk.newPosts, walk.cursor);
        events.on(new Event.WalkFinished(channel.channel(), walk.newPosts));
        return walk.newPosts;
    }

    /** One channel's walk. */
    private final class Walk {

        private final ChannelRow channel;
        private final long chatId;
        private final BooleanSupplier enough;
        private Cursor cursor;
        private long newPosts;
        private boolean emptyBefore;

        Walk(ChannelRow channel, BooleanSupplier enough) {
            this.channel = channel;
            this.enough = enough;
            chatId = channel.chatId();
            cursor = channel.cursor();
        }

        void run() throws TelegramFailure, TrackerFailure, InterruptedException {
            long newest = requests.ask(() -> source.refresh(chatId, cursor.newest()));
            if (cursor.newest() == 0 && newest > 0) {
                // Nothing was ever seen, maybe because there was nothing; then there is nothing to go on from.
                cursor = Cursor.START;
                if (!enough.getAsBoolean()) {
                    goDown();
                }
            }
            // Also after a first page: it begins at the end that the source knows by itself.
            catchUp(newest);
            while (!cursor.complete() && !enough.getAsBoolean()) {
                goDown();
            }
        }

        /** From the high-water mark upwards, so that the mark moves with every page and no gap is ever left behind. */
        private void catchUp(long newest) throws TelegramFailure, TrackerFailure, InterruptedException {
            while (newest > cursor.newest() && !enough.getAsBoolean()) {
                List<Post> page = wholeAlbumsBelow(newest, requests.ask(() -> source.newer(chatId, cursor.newest())));
                if (page.isEmpty()) {
                    // What refresh saw has been deleted meanwhile, or cannot be reached upwards.
                    fromTheTop(newest);
                    return;
                }
                record(page, new Cursor(page.get(0).id().messageId(), cursor.oldest(), cursor.complete()));
            }
        }

        /**
         * Downwards from the end to the high-water mark; the mark moves only when nothing is left in between, and never
         * beyond what was seen: what is not reached today is looked for again by the next walk.
         */
        private void fromTheTop(long newest) throws TelegramFailure, TrackerFailure, InterruptedException {
            long before = 0;
            long top = cursor.newest();
            while (true) {
                long from = before;
                List<Post> page = wholeAlbums(requests.ask(() -> source.older(chatId, from)));
                if (page.isEmpty() || page.get(0).id().messageId() <= cursor.newest()) {
                    break;
                }
                top = Math.max(top, page.get(0).id().messageId());
                before = page.get(page.size() - 1).id().messageId();
                record(page, cursor);
            }
            if (top < newest) {
                LOG.info("{}: post {} was seen, and is in no page above {}", channel.title(), newest, top);
            }
            record(List.of(), new Cursor(top, cursor.oldest(), cursor.complete()));
        }

        /** A page of the first walk, from its low-water mark to the channel's beginning. */
        private void goDown() throws TelegramFailure, TrackerFailure, InterruptedException {
            List<Post> page = wholeAlbums(requests.ask(() -> source.older(chatId, cursor.oldest())));
            if (page.isEmpty()) {
                // An empty answer can be a race with deletions (MessagesManager::on_get_history), so it must come
                // twice.
                boolean beginning = emptyBefore || cursor.oldest() == 1;
                emptyBefore = true;
                if (beginning) {
                    record(page, new Cursor(cursor.newest(), cursor.oldest(), true));
                }
            } else {
                emptyBefore = false;
                long top = page.get(0).id().messageId();
                long bottom = page.get(page.size() - 1).id().messageId();
                record(page, new Cursor(Math.max(cursor.newest(), top), bottom, bottom == 1));
            }
        }

        /**
         * A page that ends between two albums or posts: of an album, the post with the caption comes last, and the
         * others' files are named after it and selected by it. What is left out comes with the next page.
         */
        private List<Post> wholeAlbums(List<Post> page) throws TelegramFailure, InterruptedException {
            List<Post> whole = new ArrayList<>(page);
            while (!whole.isEmpty() && last(whole).albumId() != 0) {
                long album = last(whole).albumId();
                int others = whole.size();
                while (others > 0 && whole.get(others - 1).albumId() == album) {
                    others--;
                }
                if (others > 0) {
                    return List.copyOf(whole.subList(0, others));
                }
                List<Post> more =
                        requests.ask(() -> source.older(chatId, last(whole).id().messageId()));
                if (more.isEmpty()) {
                    break;
                }
                whole.addAll(more);
            }
            return whole;
        }

        /**
         * The same on the way up: the caption may stand at any of an album's posts. An album at the end of the history,
         * {@code newest}, is taken as it is.
         */
        private List<Post> wholeAlbumsBelow(long newest, List<Post> page) throws TelegramFailure, InterruptedException {
            List<Post> whole = new ArrayList<>(page);
            while (!whole.isEmpty() && first(whole).albumId() != 0 && number(first(whole)) < newest) {
                long album = first(whole).albumId();
                int others = 0;
                while (others < whole.size() && whole.get(others).albumId() == album) {
                    others++;
                }
                if (others < whole.size()) {
                    return List.copyOf(whole.subList(others, whole.size()));
                }
                List<Post> more = requests.ask(() -> source.newer(chatId, number(first(whole))));
                if (more.isEmpty()) {
                    break;
                }
                whole.addAll(0, more);
            }
            return whole;
        }

        private static Post first(List<Post> page) {
            return page.get(0);
        }

        private static long number(Post post) {
            return post.id().messageId();
        }

        private static Post last(List<Post> page) {
            return page.get(page.size() - 1);
        }

        private void record(List<Post> page, Cursor next) throws TrackerFailure {
            PageResult result = tracker.recordPage(chatId, page, next);
            cursor = next;
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
                        next);
                events.on(new Event.PageWalked(
                        channel.channel(), result.newPosts(), result.newFiles(), result.newBytes(), oldest));
            }
        }
    }
}
