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
 * Makes the main client's chats known to a lane. Most are already in the copy of the session. A chat that the account
 * has found only since must be found again, with one or two calls. Thread-safe.
 */
final class LaneChats {

    private static final Logger LOG = LoggerFactory.getLogger(LaneChats.class);
    private static final int CHATS_PER_REQUEST = 100;
    private static final Set<String> JOINED =
            Set.of("chatMemberStatusCreator", "chatMemberStatusAdministrator", "chatMemberStatusMember");

    private final TdConnection lane;
    private final TdConnection main;

    @GuardedBy("this")
    private final Map<Long, Boolean> resolved = new HashMap<>();

    @GuardedBy("this")
    private boolean learned;

    LaneChats(TdConnection lane, TdConnection main) {
        this.lane = lane;
        this.main = main;
    }

    /** Whether the lane can be asked for this chat's posts. Blocks at the first call for each chat. */
    synchronized boolean resolve(long chatId) throws InterruptedException {
        Boolean before = resolved.get(chatId);
        if (before != null) {
            return before;
        }
        boolean threads = hasThreadsOnly(chatId);
        boolean found = !threads && known(chatId);
        if (!found && !threads) {
            found = found(chatId);
            learned |= found;
        }
        resolved.put(chatId, found);
        return found;
    }

    /**
     * Whether a group can be read only through its channel's posts: a lane that asked for its posts would be refused. The main
     * client has those that it has read.
     */
    private boolean hasThreadsOnly(long chatId) throws InterruptedException {
        try {
            JsonNode type = main.call(getChat(chatId)).path("type");
            if (!type.path("@type").asText().equals("chatTypeSupergroup")
                    || type.path("is_channel").booleanValue()) {
                return false;
            }
            JsonNode group = main.call(TdRequest.of("getSupergroup")
                    .put("supergroup_id", type.path("supergroup_id").longValue()));
            JsonNode status = group.path("status");
            boolean outside = status.path("@type").asText().equals("chatMemberStatusLeft")
                    || (status.path("@type").asText().equals("chatMemberStatusRestricted")
                            && !status.path("is_member").booleanValue());
            return outside
                    && group.path("has_linked_chat").booleanValue()
                    && group.path("usernames").path("active_usernames").isEmpty();
        } catch (TdError e) {
            return false;
        }
    }

    /** Whether the lane has found a chat that it did not know at first. */
    synchronized boolean hasLearned() {
        return learned;
    }

    private boolean found(long chatId) throws InterruptedException {
        try {
            JsonNode chat = main.call(getChat(chatId));
            JsonNode type = chat.path("type");
            switch (type.path("@type").asText()) {
                case "chatTypeSupergroup" -> findSupergroup(chatId, type);
                case "chatTypeBasicGroup" ->
                    findGroup(type.path("basic_group_id").longValue());
                case "chatTypePrivate" -> findPerson(type.path("user_id").longValue());
                default -> listChats(chatId);
            }
            return known(chatId);
        } catch (TdError e) {
            TelegramFailure failure = lane.failure(e, "Finding chat " + chatId + " in a lane");
            // Telegram may make the account wait for hours before it resolves a name; the main client already knows the
            // chat.
            LOG.info("{}", failure.getMessage());
            return false;
        }
    }

    private void findSupergroup(long chatId, JsonNode type) throws TdError, InterruptedException {
        JsonNode supergroup = main.call(TdRequest.of("getSupergroup")
                .put("supergroup_id", type.path("supergroup_id").longValue()));
        String name =
                supergroup.path("usernames").path("active_usernames").path(0).asText();
        // Telegram limits resolving names more strictly than listing chats.
        if (JOINED.contains(supergroup.path("status").path("@type").asText())) {
            listChats(chatId);
            if (known(chatId)) {
                return;
            }
        }
        if (!name.isEmpty()) {
            // The main client has resolved the name for this run. Telegram makes accounts that resolve often wait for
            // hours, so every further client finds the chat by a public search.
            lane.call(TdRequest.of("searchPublicChats").put("query", name));
        }
    }

    /** By its number, since the list of chats does not have a group that became a supergroup. */
    private void findGroup(long groupId) throws TdError, InterruptedException {
        JsonNode unused = lane.call(TdRequest.of("getBasicGroup").put("basic_group_id", groupId));
        ObjectNode request = TdRequest.of("createBasicGroupChat")
                .put("basic_group_id", groupId)
                .put("force", false);
        lane.call(request);
    }

    private void findPerson(long userId) throws TdError, InterruptedException {
        // Saved Messages is the chat with the account itself, which a client knows only after getMe.
        lane.call(TdRequest.of("getMe"));
        ObjectNode request =
                TdRequest.of("createPrivateChat").put("user_id", userId).put("force", false);
        lane.call(request);
    }

    /** Makes the lane load its list of chats until it contains this chat, or is complete. */
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
