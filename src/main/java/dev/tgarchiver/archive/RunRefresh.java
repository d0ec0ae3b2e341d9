package dev.tgarchiver.archive;

import dev.tgarchiver.archive.audit.PostCompletion;
import dev.tgarchiver.archive.audit.PostRefresh;
import dev.tgarchiver.archive.search.ChannelSearch;
import dev.tgarchiver.event.Event;
import dev.tgarchiver.event.EventListener;
import dev.tgarchiver.model.post.PostId;
import dev.tgarchiver.telegram.TelegramFailure;
import dev.tgarchiver.tracker.ChannelRow;
import dev.tgarchiver.tracker.TrackerFailure;
import java.util.Collection;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has a run ask again for known posts, besides what it downloads. No failure at Telegram ends the run: it is told, and
 * the next run asks again. Used by the run's own thread.
 */
final class RunRefresh {

    /** Calls for posts that are not recorded whole, even when there is nothing to download meanwhile. */
    static final int LEAST_CALLS = 100;

    private static final Logger LOG = LoggerFactory.getLogger(RunRefresh.class);

    private final PostRefresh refresh;
    private final PostCompletion completion;
    private final RefreshRules rules;
    private final EventListener events;
    private boolean givenUp;

    RunRefresh(PostRefresh refresh, PostCompletion completion, RefreshRules rules, EventListener events) {
        this.refresh = refresh;
        this.completion = completion;
        this.rules = rules;
        this.events = events;
    }

    /** Whether files are fetched, or wait for it. */
    @FunctionalInterface
    interface Downloads {
        boolean areBusy() throws TrackerFailure;
    }

    /**
     * Asks for a channel's recent posts. Blocks.
     *
     * @param before the channel before its walk
     * @param now the channel after it
     * @param enough ends it between two calls
     */
    void recent(ChannelRow before, ChannelRow now, BooleanSupplier enough) throws TrackerFailure, InterruptedException {
        if (!rules.window().isZero()) {
            attempt(now, () -> refresh.recent(before, now, rules.window(), enough));
        }
    }

    /**
     * Asks for posts that are not recorded whole: at least {@link #LEAST_CALLS} calls, and more while there are
     * downloads. Blocks; an interrupt ends it, and stays.
     *
     * @param enough ends it between two calls
     */
    void backfill(Collection<ChannelRow> channels, BooleanSupplier enough, Downloads downloads) throws TrackerFailure {
        if (!rules.backfill()) {
            return;
        }
        CallBudget budget = new CallBudget(enough, downloads);
        try {
            for (ChannelRow channel : channels) {
                attempt(channel, () -> refresh.backfill(channel, budget));
            }
        } catch (InterruptedException e) {
            // The run has already done what it must.
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Asks for what pages of history leave out of posts: at least {@link #LEAST_CALLS} calls, and more while there are
     * downloads. Blocks; an interrupt ends it, and stays.
     *
     * @param named posts that links named, in whatever channel
     * @param enough ends it between two calls
     */
    void complete(
            Collection<ChannelRow> channels, Map<PostId, ChannelRow> named, BooleanSupplier enough, Downloads downloads)
            throws TrackerFailure {
        CallBudget budget = new CallBudget(enough, downloads);
        try {
            for (Map.Entry<PostId, ChannelRow> post : named.entrySet()) {
                long number = post.getKey().messageId();
                attempt(post.getValue(), () -> completion.run(post.getValue(), number, number, budget));
            }
            for (ChannelRow channel : channels) {
                attempt(channel, () -> completion.run(channel, 1, Long.MAX_VALUE, budget));
            }
        } catch (InterruptedException e) {
            // The run has already done what it must.
            Thread.currentThread().interrupt();
        }
    }

    /** Counts the calls of all channels together: it is asked before each. */
    private static final class CallBudget implements PostRefresh.Enough {

        private final BooleanSupplier enough;
        private final Downloads downloads;
        private int calls;

        CallBudget(BooleanSupplier enough, Downloads downloads) {
            this.enough = enough;
            this.downloads = downloads;
        }

        @Override
        public boolean isReached() throws TrackerFailure {
            boolean reached = enough.getAsBoolean() || (calls >= LEAST_CALLS && !downloads.areBusy());
            calls++;
            return reached;
        }
    }

    private interface Attempt {
        void run() throws TelegramFailure, TrackerFailure, InterruptedException;
    }

    private void attempt(ChannelRow channel, Attempt attempt) throws TrackerFailure, InterruptedException {
        if (givenUp) {
            return;
        }
        try {
            attempt.run();
        } catch (TelegramFailure e) {
            // The walk has told of a channel that cannot be read, and the main client finds out about everything else.
            String text = channel.channel().label() + ": known posts could not be read again; the next run tries it. "
                    + e.getMessage();
            LOG.warn("{}", text);
            events.on(new Event.Notice(Event.Notice.Level.INFO, text));
            givenUp = !ChannelSearch.concernsOneChannel(e);
        }
    }
}
