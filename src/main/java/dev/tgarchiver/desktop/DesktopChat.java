package dev.tgarchiver.desktop;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tgarchiver.model.Channel;
import java.util.Optional;

/**
 * A chat of an export.
 *
 * @param type Telegram Desktop's word
 * @param channel as the archive has chats; its public name is not in exports
 */
public record DesktopChat(String type, Channel channel) {

    /**
     * Reads what an export says of a chat before its messages.
     *
     * @return empty when it does not say which chat it is
     */
    static Optional<DesktopChat> of(JsonNode head) {
        long number = head.path("id").asLong();
        String type = head.path("type").asText();
        if (number <= 0) {
            return Optional.empty();
        }
        Channel.Type kind =
                switch (type) {
                    case "saved_messages" -> Channel.Type.SAVED;
                    case "personal_chat", "bot_chat", "replies", "verification_codes" -> Channel.Type.PRIVATE;
                    case "private_group", "private_supergroup", "public_supergroup" -> Channel.Type.GROUP;
                    default -> Channel.Type.CHANNEL;
                };
        long chatId =
                switch (kind) {
                    case SAVED, PRIVATE -> number;
                    case GROUP -> type.equals("private_group") ? -number : DesktopPeer.channel(number);
                    case CHANNEL -> DesktopPeer.channel(number);
                };
        String name = head.path("name").asText("");
        String title = kind == Channel.Type.SAVED ? "Saved Messages" : name.equals("null") ? "" : name;
        return Optional.of(new DesktopChat(type, new Channel(chatId, title, Optional.empty(), kind)));
    }
}
