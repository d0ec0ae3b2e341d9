package dev.tgarchiver.tracker;

import dev.tgarchiver.model.Channel;
import dev.tgarchiver.model.ChannelRef;
import dev.tgarchiver.tracker.post.Walked;
import java.util.List;
import java.util.Optional;

/**
 * A channel as the tracker knows it.
 *
 * @param directory its folder below the output folder: chosen once and never changed, whatever the channel's later
 *     names are
 */
public record ChannelRow(
        long chatId,
        String title,
        Optional<String> username,
        List<String> furtherUsernames,
        Channel.Type type,
        String directory,
        Walked walked,
        long newest) {

    /** Copies the list. */
    public ChannelRow {
        furtherUsernames = List.copyOf(furtherUsernames);
    }

    /** The reference by which Telegram finds it again. */
    public ChannelRef reference() {
        if (type == Channel.Type.SAVED) {
            return new ChannelRef.SavedMessages("me");
        }
        return username.<ChannelRef>map(name -> new ChannelRef.Username("@" + name, name))
                .orElseGet(() -> new ChannelRef.ChatId(Long.toString(chatId), chatId));
    }

    /** As a value of the model. */
    public Channel channel() {
        return new Channel(chatId, title, username, furtherUsernames, type);
    }
}
