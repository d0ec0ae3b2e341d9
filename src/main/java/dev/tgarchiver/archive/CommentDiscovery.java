package dev.tgarchiver.archive;

import dev.tgarchiver.archive.search.ChosenNames;
import dev.tgarchiver.archive.search.CommentRules;
import dev.tgarchiver.history.ThreadWalker;
import dev.tgarchiver.model.Channel;
import dev.tgarchiver.model.Selection;
import dev.tgarchiver.telegram.DiscussionSource;
import dev.tgarchiver.telegram.TelegramFailure;
import dev.tgarchiver.telegram.pace.PacedCalls;
import dev.tgarchiver.tracker.ChannelRow;
import dev.tgarchiver.tracker.Tracker;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.post.Discussion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the discussion groups of a run's channels. A group that can be read is walked as any channel, which costs the fewest
 * calls; of any other, the threads are read, post by post. What cannot be read of one channel's comments is told and kept as
 * a failure, and the run goes on. Used by the run's own thread.
 *
 * @param dryRun whether the tracker records posts and nothing else
 */
record CommentDiscovery(
        DiscussionSource source,
        PacedCalls calls,
        CommentRules rules,
        ChosenNames names,
        ThreadWalker threads,
        Discovery discovery,
        RunFailures failures,
        Tracker tracker,
        boolean dryRun) {

    private static final Logger LOG = LoggerFactory.getLogger(CommentDiscovery.class);

    /** A group whose threads are read, and the channel whose posts they are of. */
    record Threads(ChannelRow channel, ChannelRow group) {}

    /**
     * The groups of a run.
     *
     * @param walked those that are walked
     * @param threads those of which the threads are read
     */
    record Groups(List<ChannelRow> walked, List<Threads> threads) {}

    /**
     * Finds the groups of channels whose comments are wanted. Blocks.
     *
     * @param files receives what is to be fetched
     */
    Groups find(Collection<ChannelRow> channels, RunFiles files) throws TrackerFailure, InterruptedException {
        Groups groups = new Groups(new ArrayList<>(), new ArrayList<>());
        for (ChannelRow row : channels) {
            if (row.type() == Channel.Type.CHANNEL && rules.areWanted(discovery.asked(row), row.channel())) {
                try {
                    find(row, files, groups);
                } catch (TelegramFailure e) {
                    failures.add(name(row), e);
                }
            }
        }
        return groups;
    }

    private void find(ChannelRow row, RunFiles files, Groups groups)
            throws TelegramFailure, TrackerFailure, InterruptedException {
        Optional<DiscussionSource.Group> found = calls.send(() -> source.group(row.chatId()));
        if (found.isEmpty()) {
            LOG.info(
                    "{} has no discussion group, so that its posts have no comments",
                    row.channel().label());
            return;
        }
        Channel group = found.get().group();
        Selection selection = names.of(group, rules.selection(discovery.asked(row), row.channel(), group));
        ChannelRow groupRow = NamedChannels.remember(tracker, group);
        boolean added = discovery.include(groupRow, selection, files);
        Discussion discussion =
                new Discussion(row.chatId(), group.chatId(), found.get().whole());
        if (!dryRun) {
            tracker.recordDiscussion(discussion);
        }
        if (!added) {
            // The user has named the group as well.
            return;
        }
        LOG.info(
                "{} is discussed in {}, {}",
                row.channel().label(),
                group.label(),
                discussion.whole() ? "which is walked" : "which is read post by post");
        if (discussion.whole()) {
            groups.walked().add(groupRow);
        } else {
            groups.threads().add(new Threads(row, groupRow));
            if (!dryRun) {
                threads.readPending(discussion, groupRow);
            }
        }
    }

    /** Reads the threads, each until there is {@code enough}. Blocks. */
    void read(Groups groups, BooleanSupplier enough) throws TrackerFailure, InterruptedException {
        BooleanSupplier limit = discovery.limit(enough);
        for (Threads each : groups.threads()) {
            try {
                threads.walk(each.channel(), each.group(), limit);
            } catch (TelegramFailure e) {
                failures.add(name(each.channel()), e);
            }
            tracker.forgetUnread(each.group().chatId());
        }
    }

    private static String name(ChannelRow channel) {
        return "The comments of " + channel.channel().label();
    }
}
