package dev.tgarchiver.export;

import dev.tgarchiver.model.Channel;
import java.time.ZoneId;

/**
 * The chat of an export.
 *
 * @param zone of the dates that formats write without an offset
 */
public record ExportedChat(Channel channel, ZoneId zone) {

    /** Whether it is a basic group, which has numbers of its own. */
    public boolean isBasicGroup() {
        return channel.chatId() < 0 && channel.chatId() > PeerId.LAST_SUPERGROUP;
    }
}
