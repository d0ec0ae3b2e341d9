package dev.tgarchiver.archive.search;

import dev.tgarchiver.event.Event;
import dev.tgarchiver.event.EventListener;
import dev.tgarchiver.history.ForumTopics;
import dev.tgarchiver.model.Channel;
import dev.tgarchiver.model.ChannelRef;
import dev.tgarchiver.model.Selection;
import dev.tgarchiver.telegram.TelegramFailure;
import dev.tgarchiver.tracker.Tracker;
import dev.tgarchiver.tracker.TrackerFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says which files of a channel are wanted, once its topics and senders are known by number. */
public final class SelectionSearch {

    private static final Logger LOG = LoggerFactory.getLogger(SelectionSearch.class);

    private final ForumTopics topics;
    private final Tracker tracker;
    private final ChosenNames names;
    private final SelectionOf selections;
    private final EventListener events;

    /** @param search finds senders that are not recorded */
    public SelectionSearch(
            ForumTopics topics, Tracker tracker, ChannelSearch search, SelectionOf selections, EventListener events) {
        this.topics = topics;
        this.tracker = tracker;
        names = new ChosenNames(tracker, search);
        this.selections = selections;
        this.events = events;
    }

    /**
     * The selection for a remembered channel. Records the channel's topics, of which the selection may name some. Blocks.
     *
     * @throws TelegramFailure.NoAccess when the channel lacks a topic or sender that the selection names
     */
    public Selection of(ChannelRef asked, Channel channel)
            throws TelegramFailure, TrackerFailure, InterruptedException {
        try {
            readTopics(channel);
            return ofKnown(asked, channel);
        } catch (TelegramFailure e) {
            // A channel that was never read is not part of the archive.
            tracker.forgetUnread(channel.chatId());
            throw e;
        }
    }

    /** No failure at Telegram ends the run: the walk finds out about everything that concerns more than topics. */
    private void readTopics(Channel channel) throws TrackerFailure, InterruptedException {
        try {
            topics.read(channel.chatId());
        } catch (TelegramFailure e) {
            String text =
                    channel.label() + ": its topics could not be read; those that are recorded stand, and the next"
                            + " run tries it. " + e.getMessage();
            LOG.warn("{}", text);
            events.on(new Event.Notice(Event.Notice.Level.INFO, text));
        }
    }

    /** The same, of a channel that need not be remembered: its topics are known only if they were recorded before. */
    public Selection ofKnown(ChannelRef asked, Channel channel)
            throws TelegramFailure, TrackerFailure, InterruptedException {
        return names.of(channel, selections.of(asked, channel));
    }
}
