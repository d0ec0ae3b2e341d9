package dev.tgarchiver.tracker;

import dev.tgarchiver.model.Channel;
import java.util.Optional;

/**
 * A channel as the tracker knows it.
 *
 * @param directory its folder below the output folder: chosen at first sight and never changed, whatever the channel is
 *     called later
 */
public record ChannelRow(
        long chatId, String title, Optional<String> username, Channel.Type type, String directory, Cursor cursor) {

    /** As the model has it. */
    public Channel channel() {
        return new Channel(chatId, title, username, type);
    }
}
