package dev.tgarchiver.export;

import com.fasterxml.jackson.databind.JsonNode;

/** The ids of users and chats. */
public final class PeerId {

    /** Chats with lower ids are supergroups and channels, whose own numbers begin here. */
    static final long LAST_SUPERGROUP = -1_000_000_000_000L;

    private PeerId() {}

    /** The user or chat of a {@code MessageSender}, 0 for none. */
    public static long of(JsonNode sender) {
        return sender.path("user_id").longValue() + sender.path("chat_id").longValue();
    }

    /** The number alone, as Telegram itself counts users, basic groups and channels. */
    public static long bare(long id) {
        return id >= 0 ? id : id > LAST_SUPERGROUP ? -id : LAST_SUPERGROUP - id;
    }

    /** {@code user1}, {@code chat1} of a basic group, or {@code channel1} of a channel or supergroup. */
    public static String text(long id) {
        String kind = id >= 0 ? "user" : id > LAST_SUPERGROUP ? "chat" : "channel";
        return kind + bare(id);
    }
}
