package dev.tgarchiver.archive.search;

import dev.tgarchiver.model.Channel;
import dev.tgarchiver.model.Selection;
import dev.tgarchiver.telegram.TelegramFailure;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.TrackerReader;

/** Turns the topics and senders of a selection, which a user names, into numbers, by which posts are judged. */
public final class ChosenNames {

    private final ChosenTopics topics;
    private final ChosenSenders senders;

    /** @param search finds public names that are not recorded */
    public ChosenNames(TrackerReader tracker, ChannelSearch search) {
        topics = new ChosenTopics(tracker);
        senders = new ChosenSenders(tracker, search);
    }

    /**
     * The selection for a channel, the topics of which are recorded. Blocks when it has senders that are not recorded.
     *
     * @throws TelegramFailure.NoAccess when the channel lacks one of the topics or senders; the message names the nearest
     */
    public Selection of(Channel channel, Selection selection)
            throws TelegramFailure, TrackerFailure, InterruptedException {
        return selection.topics().isEmpty() && selection.senders().isEmpty()
                ? selection
                : selection.with(topics.find(channel, selection.topics()), senders.find(channel, selection.senders()));
    }
}
