package dev.tgarchiver.export;

import dev.tgarchiver.model.Channel;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;

/**
 * The chat of an export.
 *
 * @param zone of the dates that formats write without an offset
 * @param topics the names of its forum topics by their numbers
 */
public record ExportedChat(Channel channel, ZoneId zone, Map<Long, String> topics) {

    /** Copies the topics. */
    public ExportedChat {
        topics = Map.copyOf(topics);
    }

    /** A chat without topics. */
    public ExportedChat(Channel channel, ZoneId zone) {
        this(channel, zone, Map.of());
    }

    /** The name of a post's topic; empty outside topics, and when the name is unknown. */
    public Optional<String> topic(ArchivedPost post) {
        return Optional.ofNullable(topics.get(post.post().detail().topic()));
    }

    /** Whether it is a basic group, which has numbers of its own. */
    public boolean isBasicGroup() {
        return channel.chatId() < 0 && channel.chatId() > PeerId.LAST_SUPERGROUP;
    }
}
