package dev.tgarchiver.export;

import dev.tgarchiver.model.Channel;
import java.util.Optional;

/** Links to posts at Telegram. */
public final class PostLinks {

    private PostLinks() {}

    /** The link to a post; empty where there are none, as in private chats and basic groups. */
    public static Optional<String> of(Channel channel, long messageId) {
        if (channel.type() == Channel.Type.SAVED || channel.chatId() > PeerId.LAST_SUPERGROUP) {
            return Optional.empty();
        }
        return Optional.of("https://t.me/"
                + channel.username().orElseGet(() -> "c/" + PeerId.bare(channel.chatId()))
                + "/"
                + messageId);
    }
}
