package dev.tgarchiver.archive;

import dev.tgarchiver.archive.search.ChannelSearch;
import dev.tgarchiver.archive.search.ChosenNames;
import dev.tgarchiver.history.ForumTopics;
import dev.tgarchiver.model.Channel;
import dev.tgarchiver.model.ChannelRef;
import dev.tgarchiver.model.Selection;
import dev.tgarchiver.telegram.TelegramFailure;
import dev.tgarchiver.tracker.Tracker;
import dev.tgarchiver.tracker.TrackerFailure;

/** Says which files of a channel are wanted, once its topics and senders are known by number. */
final class SelectionSearch {

    private final ForumTopics topics;
    private final Tracker tracker;
    private final ChosenNames names;
    private final SelectionOf selections;

    /** @param search finds senders that are not recorded */
    SelectionSearch(ForumTopics topics, Tracker tracker, ChannelSearch search, SelectionOf selections) {
        this.topics = topics;
        this.tracker = tracker;
        names = new ChosenNames(tracker, search);
        this.selections = selections;
    }

    /**
     * The selection for a remembered channel. Records the channel's topics, of which the selection may name some. Blocks.
     *
     * @throws TelegramFailure.NoAccess when the channel lacks a topic or sender that the selection names
     */
    Selection of(ChannelRef asked, Channel channel) throws TelegramFailure, TrackerFailure, InterruptedException {
        try {
            topics.read(channel.chatId());
            return ofKnown(asked, channel);
        } catch (TelegramFailure e) {
            // A channel that was never read is not part of the archive.
            tracker.forgetUnread(channel.chatId());
            throw e;
        }
    }

    /** The same, of a channel that need not be remembered: its topics are known only if they were recorded before. */
    Selection ofKnown(ChannelRef asked, Channel channel) throws TelegramFailure, TrackerFailure, InterruptedException {
        return names.of(channel, selections.of(asked, channel));
    }
}
