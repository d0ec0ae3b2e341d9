package dev.tgarchiver.tdlib.lane;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.tgarchiver.tdlib.TdConnection;
import dev.tgarchiver.tdlib.binding.TdError;
import dev.tgarchiver.tdlib.binding.TdRequest;
import dev.tgarchiver.telegram.TelegramFailure;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a lane know the chats that the main client knows. Most are in the copy of the session already; one that the
 * account has met only since must be found anew, at the cost of a call or two. Safe for any thread.
 */
final class LaneChats {

    private static final Logger LOG = LoggerFactory.getLogger(LaneChats.class);
    private static final int CHATS_PER_REQUEST = 100;
    private static final Set<String> JOINED =
            Set.of("chatMemberStatusCreator", "chatMemberStatusAdministrator", "chatMemberStatusMember");

    private final TdConnection lane;
    private final TdConnection main;

    @GuardedBy("this")
    private final Map<Long, Boolean> met = new HashMap<>();

    @GuardedBy("this")
    private boolean learned;

    LaneChats(TdConnection lane, TdConnection main) {
        this.lane = lane;
        this.main = main;
    }

    /** Whether the lane can be asked for this chat's posts. Blocks while it looks, which it does once for each chat. */
    synchronized boolean resolve(long chatId) throws InterruptedException {
        Boolean before = met.get(chatId);
        if (before != null) {
            return before;
        }
        boolean found = known(chatId);
        if (!found) {
            found = found(chatId);
            learned |= found;
        }
        met.put(chatId, found);
        return found;
    }

    /** Whether it knows a chat now that it did not know at first. */
    synchronized boolean hasLearned() {
        return learned;
    }

    private boolean found(long chatId) throws InterruptedException {
        try {
            JsonNode chat = main.call(getChat(chatId));
            JsonNode type = chat.path("type");
            switch (type.path("@type").asText()) {
                case "chatTypeSupergroup" -> findSupergroup(chatId, type);
                case "chatTypePrivate" -> findPerson(type.path("user_id").longValue());
                default -> listChats(chatId);
            }
            return known(chatId);
        } catch (TdError e) {
            TelegramFailure failure = lane.failure(e, "Finding chat " + chatId + " in a lane");
            // Telegram may have the account wait for hours until it resolves a name; the main client knows the chat by
            // now.
            LOG.info("{}", failure.getMessage());
            return false;
        }
    }

    private void findSupergroup(long chatId, JsonNode type) throws TdError, InterruptedException {
        JsonNode supergroup = main.call(TdRequest.of("getSupergroup")
                .put("supergroup_id", type.path("supergroup_id").longValue()));
        String name =
                supergroup.path("usernames").path("active_usernames").path(0).asText();
        // Telegram is stricter with resolving names than with listing chats.
        if (JOINED.contains(supergroup.path("status").path("@type").asText())) {
            listChats(chatId);
            if (known(chatId)) {
                return;
            }
        }
        if (!name.isEmpty()) {
            // The main client has resolved the name for this run. Telegram has those wait for hours who resolve often,
            // so
            // every further client finds the chat as somebody does who looks around.
            lane.call(TdRequest.of("searchPublicChats").put("query", name));
        }
    }

    private void findPerson(long userId) throws TdError, InterruptedException {
        // Saved Messages are the chat with oneself, whom a client knows only when it has asked.
        lane.call(TdRequest.of("getMe"));
        ObjectNode request =
                TdRequest.of("createPrivateChat").put("user_id", userId).put("force", false);
        lane.call(request);
    }

    /** Has the lane load its list of chats until this one has turned up, or there are no more. */
    private void listChats(long chatId) throws TdError, InterruptedException {
        try {
            while (!known(chatId)) {
                lane.call(TdRequest.of("loadChats").put("limit", CHATS_PER_REQUEST));
            }
        } catch (TdError e) {
            // 404 says that all chats are loaded.
            if (e.code() != 404) {
                throw e;
            }
        }
    }

    private boolean known(long chatId) throws InterruptedException {
        try {
            lane.call(getChat(chatId));
            return true;
        } catch (TdError e) {
            return false;
        }
    }

    private static ObjectNode getChat(long chatId) {
        return TdRequest.of("getChat").put("chat_id", chatId);
    }
}
