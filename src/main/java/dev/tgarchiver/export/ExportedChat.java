package dev.tgarchiver.export;

import dev.tgarchiver.model.Channel;
import java.time.ZoneId;

/**
 * The chat of an export.
 *
 * @param zone of the dates that formats write without an offset
 */
public record ExportedChat(Channel channel, ZoneId zone) {

    private static final long SUPERGROUPS = -1_000_000_000_000L;

    /** Whether it is a basic group, which has numbers of its own. */
    public boolean isBasicGroup() {
        return channel.chatId() < 0 && channel.chatId() > SUPERGROUPS;
    }
}
