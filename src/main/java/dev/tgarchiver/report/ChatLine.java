package dev.tgarchiver.report;

import dev.tgarchiver.model.Channel;
import java.util.Optional;

/**
 * A chat in the list of chats.
 *
 * @param id the chat's id as the command line takes it
 * @param label its name on the command line, {@code @name} or the id
 * @param title unchecked
 * @param members how many it has, if Telegram says
 */
public record ChatLine(long id, String label, String title, Channel.Type type, Optional<Integer> members) {

    /** A chat of the account. */
    public static ChatLine of(Channel chat) {
        String name = chat.type() == Channel.Type.SAVED
                ? "me"
                : chat.username().map(username -> "@" + username).orElseGet(() -> Long.toString(chat.chatId()));
        return new ChatLine(chat.chatId(), name, chat.title(), chat.type(), Optional.empty());
    }
}
