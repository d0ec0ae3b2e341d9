package dev.tgarchiver.archive;

import dev.tgarchiver.archive.search.ChannelSearch;
import dev.tgarchiver.archive.search.PostSearch;
import dev.tgarchiver.archive.search.SelectionSearch;
import dev.tgarchiver.event.EventListener;
import dev.tgarchiver.history.HistoryWalker;
import dev.tgarchiver.history.WalkBounds;
import dev.tgarchiver.model.Channel;
import dev.tgarchiver.model.ChannelRef;
import dev.tgarchiver.model.Selection;
import dev.tgarchiver.model.post.Post;
import dev.tgarchiver.model.post.PostId;
import dev.tgarchiver.telegram.TelegramFailure;
import dev.tgarchiver.tracker.ChannelRow;
import dev.tgarchiver.tracker.Tracker;
import dev.tgarchiver.tracker.TrackerFailure;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds a run's channels and single posts, records what is wanted of each, and walks the channels one after the other.
 * A channel with a transient failure is walked again after the others. A failure of one channel or post is reported and
 * kept; a failure that concerns all aborts the run. Used by the run's own thread.
 */
final class Discovery {

    private static final Logger LOG = LoggerFactory.getLogger(Discovery.class);

    private final NamedChannels names;
    private final PostSearch posts;
    private final ChatUpdates chats;
    private final HistoryWalker first;
    private final HistoryWalker again;
    private final Tracker tracker;
    private final SelectionSearch selections;
    private final SelectionUpdate selectionUpdate;
    private final RunFailures failures;
    private final boolean dryRun;
    private final List<Entry> postponed = new ArrayList<>();
    private final Map<Long, WalkBounds> bounds = new HashMap<>();
    private final Map<Long, ChannelRef> asked = new HashMap<>();
    private final List<String> foundPosts = new ArrayList<>();
    private final Map<PostId, ChannelRow> named = new HashMap<>();
    private boolean cutShort;

    /**
     * @param chats tells what there is to a channel besides its posts
     * @param first walker that does not wait for a failing channel, because others may follow
     * @param again walker of the channels that failed with the first
     * @param dryRun whether the tracker records what is walked and nothing else
     */
    Discovery(
            ChannelSearch search,
            PostSearch posts,
            ChatUpdates chats,
            HistoryWalker first,
            HistoryWalker again,
            Tracker tracker,
            SelectionSearch selections,
            EventListener events,
            RunFailures failures,
            boolean dryRun) {
        names = new NamedChannels(search, tracker);
        this.posts = posts;
        this.chats = chats;
        this.first = first;
        this.again = again;
        this.tracker = tracker;
        this.selections = selections;
        selectionUpdate = new SelectionUpdate(events);
        this.failures = failures;
        this.dryRun = dryRun;
    }

    /**
     * Finds the channels, and records the posts that links name. Blocks.
     *
     * @param files receives what is to be fetched
     * @return the channels to walk, each once, even if several names refer to it
     */
    List<ChannelRow> find(List<ChannelRef> refs, RunFiles files) throws InterruptedException, TrackerFailure {
        List<ChannelRow> rows = new ArrayList<>();
        for (ChannelRef ref : refs) {
            try {
                Channel channel = names.find(ref.channel());
                if (ref instanceof ChannelRef.PostLink link) {
                    List<Post> found = posts.find(channel, link);
                    Selection selection = selectionOfPost(link, channel);
                    foundPosts.add(link.input());
                    enter(copy -> enter(copy, channel, found, selection, files));
                    continue;
                }
                ChannelRow row = NamedChannels.remember(tracker, channel);
                if (include(row, selections.of(ref, channel), files)) {
                    asked.put(row.chatId(), ref);
                    rows.add(row);
                }
            } catch (TelegramFailure e) {
                failures.add(ref, e);
            }
        }
        return rows;
    }

    /** A dry run remembers no channel of which only a post is named. */
    private Selection selectionOfPost(ChannelRef link, Channel channel)
            throws TelegramFailure, TrackerFailure, InterruptedException {
        if (dryRun) {
            return selections.ofKnown(link, channel);
        }
        NamedChannels.remember(tracker, channel);
        return selections.of(link, channel);
    }

    /**
     * Includes a remembered channel in the run, unless it is already. Blocks.
     *
     * @param files receives what is to be fetched
     */
    boolean include(ChannelRow row, Selection selection, RunFiles files)
            throws TelegramFailure, TrackerFailure, InterruptedException {
        if (!files.addChannel(row.chatId())) {
            return false;
        }
        enter(row, selection);
        for (ChannelRow earlier : chats.earlier(row)) {
            enter(earlier, selection);
        }
        return true;
    }

    /** How the user has named a channel that was found. */
    ChannelRef asked(ChannelRow found) {
        return asked.getOrDefault(found.chatId(), found.reference());
    }

    private void enter(ChannelRow row, Selection selection) throws TrackerFailure, InterruptedException {
        if (dryRun) {
            tracker.keepSelection(row.chatId());
        }
        enter(copy -> {
            // A dry run may have found that the channel cannot be read.
            if (copy.channel(row.chatId()).isPresent()) {
                selectionUpdate.apply(copy, row, selection);
            }
        });
        bounds.put(row.chatId(), WalkBounds.of(selection));
    }

    /** What a run records in the tracker before it walks and downloads. */
    private interface Entry {
        void into(Tracker tracker) throws TrackerFailure, InterruptedException;
    }

    private void enter(Entry entry) throws TrackerFailure, InterruptedException {
        if (dryRun) {
            postponed.add(entry);
        } else {
            entry.into(tracker);
        }
    }

    /** Records in a copy of the tracker what a dry run has not recorded in the tracker itself. Blocks. */
    void enterPostponed(Tracker copy) throws TrackerFailure, InterruptedException {
        for (Entry entry : postponed) {
            entry.into(copy);
        }
    }

    private void enter(Tracker tracker, Channel channel, List<Post> found, Selection selection, RunFiles files)
            throws TrackerFailure {
        ChannelRow row = NamedChannels.remember(tracker, channel);
        found.forEach(post -> named.put(post.id(), row));
        List<PostId> wanted = tracker.recordNamed(channel.chatId(), found, selection);
        files.addPosts(wanted);
        LOG.info("{}: {} posts named, {} with a file that is wanted", channel.label(), found.size(), wanted.size());
    }

    /** What follows the walk of a channel. */
    @FunctionalInterface
    interface After {
        /**
         * Follows it. Blocks.
         *
         * @param before the channel before its walk
         * @param now the channel after it
         */
        void of(ChannelRow before, ChannelRow now) throws InterruptedException, TrackerFailure;
    }

    /** Walks the channels, each until there is {@code enough}. Blocks. */
    void walk(Collection<ChannelRow> channels, BooleanSupplier enough, After after)
            throws InterruptedException, TrackerFailure {
        BooleanSupplier limit = limit(enough);
        List<ChannelRow> later = new ArrayList<>();
        for (ChannelRow channel : channels) {
            if (!walk(channel, channels.size() > 1 ? first : again, limit, after)) {
                later.add(channel);
            }
        }
        for (ChannelRow channel : later) {
            boolean unused = walk(channel, again, limit, after);
        }
    }

    /** The next run walks what is beyond the limit; going further would only delay the end of this run. */
    BooleanSupplier limit(BooleanSupplier enough) {
        return () -> {
            boolean reached = enough.getAsBoolean();
            cutShort |= reached;
            return reached;
        };
    }

    /** Returns false when the channel is to be walked again later. */
    private boolean walk(ChannelRow channel, HistoryWalker walker, BooleanSupplier limit, After after)
            throws InterruptedException, TrackerFailure {
        try {
            ChannelRow known = tracker.channel(channel.chatId()).orElse(channel);
            for (long chatId : known.chats()) {
                ChannelRow before = tracker.channel(chatId).orElse(known);
                long unused = walker.walk(before, bounds.getOrDefault(chatId, WalkBounds.NONE), limit);
                after.of(before, tracker.channel(chatId).orElse(before));
            }
            if (!dryRun) {
                chats.record(known);
            }
        } catch (TelegramFailure e) {
            if (walker != again && e.kind() == TelegramFailure.Kind.TRANSIENT) {
                LOG.warn(
                        "{} is walked again after the others: {}",
                        channel.channel().label(),
                        e.getMessage());
                return false;
            }
            failures.add(channel.channel().label(), e);
            // A channel that was never read is not part of the archive.
            tracker.forgetUnread(channel.chatId());
        }
        return true;
    }

    /** The posts that links named, and their channels. */
    Map<PostId, ChannelRow> named() {
        return Map.copyOf(named);
    }

    /** The links to single posts that were found. */
    List<String> foundPosts() {
        return List.copyOf(foundPosts);
    }

    /** Whether a walk ended because there was enough. */
    boolean cutShort() {
        return cutShort;
    }
}
