package dev.tgarchiver.archive;

import dev.tgarchiver.archive.search.ChannelSearch;
import dev.tgarchiver.model.Channel;
import dev.tgarchiver.model.ChannelRef;
import dev.tgarchiver.storage.naming.ChannelDirectory;
import dev.tgarchiver.telegram.TelegramFailure;
import dev.tgarchiver.tracker.ChannelRow;
import dev.tgarchiver.tracker.Tracker;
import dev.tgarchiver.tracker.TrackerFailure;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the channels that a user names, with the help of what is archived. For the run's own thread. */
record NamedChannels(ChannelSearch search, Tracker tracker) {

    private static final Logger LOG = LoggerFactory.getLogger(NamedChannels.class);

    /**
     * Looks up a channel that was archived under this name by its number, which TDLib answers without Telegram:
     * frequent name resolution causes flood waits of hours. If the channel has another name now, the name is resolved. A
     * name that no chat has any more means the only channel that had it. Blocks.
     */
    Channel find(ChannelRef ref) throws TelegramFailure, TrackerFailure, InterruptedException {
        List<ChannelRow> rows = tracker.channels();
        for (ChannelRow row : rows) {
            if (isKnownByNumber(row, ref)) {
                Optional<Channel> channel = byNumber(row.chatId());
                if (channel.isPresent()) {
                    if (ref instanceof ChannelRef.ChatId || ref.names(channel.get())) {
                        return channel.get();
                    }
                    remember(tracker, channel.get());
                }
            }
        }
        try {
            return search.find(ref);
        } catch (TelegramFailure.NoAccess e) {
            List<ChannelRow> former =
                    rows.stream().filter(row -> row.wasNamed(ref)).toList();
            if (former.size() != 1) {
                throw e;
            }
            LOG.info(
                    "{} is what {} was called before",
                    ref.input(),
                    former.get(0).channel().label());
            return search.find(former.get(0));
        }
    }

    /** By one of its names, or by the number of a basic group that became a part of it. */
    private static boolean isKnownByNumber(ChannelRow row, ChannelRef ref) {
        return row.isNamed(ref)
                && (ref instanceof ChannelRef.Username
                        || (ref instanceof ChannelRef.ChatId && !ref.names(row.channel())));
    }

    private Optional<Channel> byNumber(long chatId) throws TelegramFailure, InterruptedException {
        try {
            return Optional.of(search.find(new ChannelRef.ChatId(Long.toString(chatId), chatId)));
        } catch (TelegramFailure.NoAccess e) {
            LOG.debug("No longer known by its number: {}", e.getMessage());
            return Optional.empty();
        }
    }

    /** Remembers a channel in a tracker, the first time with a folder of its own. */
    static ChannelRow remember(Tracker tracker, Channel channel) throws TrackerFailure {
        return tracker.remember(channel, taken -> ChannelDirectory.choose(channel, taken));
    }
}
