package dev.tgarchiver.post;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Finds the users and chats that a message names: its sender, where it was forwarded from, the bot that made it, those
 * it mentions, and those of its voters, reactors and commenters whom Telegram shows with it. Found by shape, as files are.
 */
public final class NamedPeers {

    private static final Set<String> USERS = Set.of("user_id", "user_ids", "member_user_ids", "winner_user_ids");

    private static final String USER_SUFFIX = "_user_id";

    private static final String CHAT = "chat_id";

    private static final String CHAT_SUFFIX = "_chat_id";

    /** What this account has not read; not part of the post. */
    private static final String UNREAD = "unread_reactions";

    private final Set<Long> found = new LinkedHashSet<>();

    private NamedPeers() {}

    /**
     * The ids of users, which are positive, and of chats, negative as TDLib writes them; without the message's own chat
     * unless it is the sender.
     */
    public static Set<Long> of(JsonNode message) {
        NamedPeers peers = new NamedPeers();
        for (Map.Entry<String, JsonNode> field : message.properties()) {
            if (!field.getKey().equals(CHAT)) {
                peers.walk(field.getKey(), field.getValue());
            }
        }
        return peers.found;
    }

    /** The sender: a user, or a chat that posts as itself; 0 when TDLib names none. */
    public static long sender(JsonNode message) {
        JsonNode sender = message.path("sender_id");
        return sender.path("user_id").longValue() + sender.path(CHAT).longValue();
    }

    private void walk(String field, JsonNode node) {
        if (field.equals(UNREAD)) {
            return;
        }
        if (node.isNumber() && isPeer(field)) {
            long id = node.longValue();
            if (id != 0) {
                found.add(id);
            }
        } else if (node.isArray()) {
            node.forEach(element -> walk(field, element));
        } else if (node.isObject()) {
            node.properties().forEach(child -> walk(child.getKey(), child.getValue()));
        }
    }

    private static boolean isPeer(String field) {
        return USERS.contains(field)
                || field.endsWith(USER_SUFFIX)
                || field.equals(CHAT)
                || field.endsWith(CHAT_SUFFIX);
    }
}
