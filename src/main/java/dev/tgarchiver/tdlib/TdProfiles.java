package dev.tgarchiver.tdlib;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tgarchiver.model.ChatProfile;
import dev.tgarchiver.tdlib.binding.TdError;
import dev.tgarchiver.tdlib.binding.TdRequest;
import dev.tgarchiver.telegram.ChatSource;
import dev.tgarchiver.telegram.TelegramFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Asks TDLib what channels and groups say of themselves. TDLib asks Telegram when it is asked for the full information of a
 * chat; if it has an older one it answers with that at once, and has the new one when Telegram has answered
 * (ChatManager::load_channel_full). So what {@link #profile} tells is read some calls later than {@link #refresh}.
 */
final class TdProfiles {

    private static final int NOT_FOUND = 404;
    private static final int DOWNLOAD_PRIORITY = 32;

    /** As many as one call returns; a chat with more pinned posts than this is unheard of. */
    private static final int MOST_PINNED = 100;

    private final TdConnection connection;

    TdProfiles(TdConnection connection) {
        this.connection = connection;
    }

    /** See {@link ChatSource#refreshChat}. */
    OptionalLong refresh(long chatId) throws TelegramFailure, InterruptedException {
        try {
            long groupId = full(chat(chatId).path("type"))
                    .path("upgraded_from_basic_group_id")
                    .longValue();
            return groupId == 0 ? OptionalLong.empty() : OptionalLong.of(group(groupId));
        } catch (TdError e) {
            throw connection.failure(e, "Asking what chat " + chatId + " says of itself");
        }
    }

    /** Makes TDLib know a basic group, which is in no list of chats once it has become a supergroup. */
    private long group(long groupId) throws TdError, InterruptedException {
        ObjectNode request = TdRequest.of("createBasicGroupChat")
                .put("basic_group_id", groupId)
                .put("force", false);
        return connection.call(request).path("id").longValue();
    }

    /** See {@link ChatSource#profile}. */
    Optional<ChatProfile> profile(long chatId) throws TelegramFailure, InterruptedException {
        try {
            JsonNode chat = chat(chatId);
            JsonNode full = full(chat.path("type"));
            return full.isMissingNode()
                    ? Optional.empty()
                    : Optional.of(profile(chat, full, named(chat.path("type")), pinned(chatId)));
        } catch (TdError e) {
            throw connection.failure(e, "Asking what chat " + chatId + " says of itself");
        }
    }

    static ChatProfile profile(JsonNode chat, JsonNode full, JsonNode group, List<Long> pinned) {
        List<String> usernames = new ArrayList<>();
        group.path("usernames").path("active_usernames").forEach(name -> usernames.add(name.asText()));
        int members = full.path("member_count").intValue();
        return new ChatProfile(
                chat.path("id").longValue(),
                chat.path("title").asText(),
                usernames,
                full.path("description").asText(),
                chat.path("photo").path("big").path("remote").path("unique_id").asText(),
                full.path("linked_chat_id").longValue(),
                pinned,
                chat.path("has_protected_content").booleanValue(),
                members == 0 ? group.path("member_count").intValue() : members);
    }

    /** See {@link ChatSource#picture}. */
    Optional<byte[]> picture(ChatProfile profile) throws TelegramFailure, InterruptedException {
        try {
            JsonNode file = chat(profile.chatId()).path("photo").path("big");
            if (!file.path("remote").path("unique_id").asText().equals(profile.photo())) {
                return Optional.empty();
            }
            JsonNode fetched = connection.call(TdRequest.of("downloadFile")
                    .put("file_id", file.path("id").intValue())
                    .put("priority", DOWNLOAD_PRIORITY)
                    .put("offset", 0)
                    .put("limit", 0)
                    .put("synchronous", true));
            JsonNode local = fetched.path("local");
            byte[] bytes = Files.readAllBytes(Path.of(local.path("path").asText()));
            connection
                    .client()
                    .tell(TdRequest.of("deleteFile")
                            .put("file_id", file.path("id").intValue()));
            return local.path("is_downloading_completed").booleanValue() ? Optional.of(bytes) : Optional.empty();
        } catch (TdError e) {
            throw connection.failure(e, "Fetching the picture of chat " + profile.chatId());
        } catch (IOException e) {
            throw new TelegramFailure.Transient("The picture of chat " + profile.chatId() + " cannot be read: " + e);
        }
    }

    private JsonNode chat(long chatId) throws TdError, InterruptedException {
        return connection.call(TdRequest.of("getChat").put("chat_id", chatId));
    }

    /** Missing for chats with people. */
    private JsonNode full(JsonNode type) throws TdError, InterruptedException {
        return ofGroup(type, "getSupergroupFullInfo", "getBasicGroupFullInfo");
    }

    private JsonNode named(JsonNode type) throws TdError, InterruptedException {
        return ofGroup(type, "getSupergroup", "getBasicGroup");
    }

    private JsonNode ofGroup(JsonNode type, String ofSupergroup, String ofBasicGroup)
            throws TdError, InterruptedException {
        return switch (type.path("@type").asText()) {
            case "chatTypeSupergroup" ->
                connection.call(TdRequest.of(ofSupergroup)
                        .put("supergroup_id", type.path("supergroup_id").longValue()));
            case "chatTypeBasicGroup" ->
                connection.call(TdRequest.of(ofBasicGroup)
                        .put("basic_group_id", type.path("basic_group_id").longValue()));
            default -> type.path("full_info");
        };
    }

    /** TDLib knows without a call whether there is a pinned post at all. */
    private List<Long> pinned(long chatId) throws TdError, InterruptedException {
        try {
            JsonNode unused =
                    connection.call(TdRequest.of("getChatPinnedMessage").put("chat_id", chatId));
        } catch (TdError e) {
            if (e.code() == NOT_FOUND) {
                return List.of();
            }
            throw e;
        }
        ObjectNode request = TdRequest.of("searchChatMessages")
                .put("chat_id", chatId)
                .put("query", "")
                .put("limit", MOST_PINNED);
        request.set("filter", TdRequest.of("searchMessagesFilterPinned"));
        List<Long> pinned = new ArrayList<>();
        for (JsonNode message : connection.call(request).path("messages")) {
            pinned.add(PostMapping.messageId(message.path("id").longValue()));
        }
        return pinned;
    }
}
