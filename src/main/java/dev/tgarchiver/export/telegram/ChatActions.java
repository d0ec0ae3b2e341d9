package dev.tgarchiver.export.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tgarchiver.export.ArchivedPost;
import dev.tgarchiver.export.JsonFields;
import dev.tgarchiver.export.PeerNames;
import dev.tgarchiver.post.PostReader;
import java.io.IOException;
import java.util.Optional;

/** Service messages about the chat itself: members, names, pictures, topics, calls. */
final class ChatActions {

    private static final String CONTENT = "message";

    private final DesktopMedia media;
    private final PeerNames peers;

    ChatActions(DesktopMedia media, PeerNames peers) {
        this.media = media;
        this.peers = peers;
    }

    /** The action; empty when the content is not one of these. */
    Optional<ServiceAction> of(ArchivedPost post, DesktopMedia.Placed placed) throws IOException {
        JsonNode content = post.content();
        String name = content.path("@type").asText();
        String type = name.startsWith(CONTENT) ? name.substring(CONTENT.length()) : name;
        return switch (type) {
            case "BasicGroupChatCreate" -> {
                ServiceAction action = titled("create_group", content);
                action.fields().put("members", names(content.path("member_user_ids")));
                yield Optional.of(action);
            }
            case "SupergroupChatCreate" -> Optional.of(titled("create_channel", content));
            case "ChatChangeTitle" -> Optional.of(titled("edit_group_title", content));
            case "ChatUpgradeFrom" -> Optional.of(titled("migrate_from_group", content));
            case "ChatChangePhoto" -> Optional.of(picture("edit_group_photo", post, placed));
            case "SuggestProfilePhoto" -> Optional.of(picture("suggest_profile_photo", post, placed));
            case "ChatDeletePhoto" -> Optional.of(ServiceAction.by("delete_group_photo"));
            case "ChatUpgradeTo" -> Optional.of(ServiceAction.by("migrate_to_supergroup"));
            case "ScreenshotTaken" -> Optional.of(ServiceAction.by("take_screenshot"));
            case "ContactRegistered" -> Optional.of(ServiceAction.by("joined_telegram"));
            case "ChatJoinByRequest" -> Optional.of(ServiceAction.by("join_group_by_request"));
            case "ChatJoinByLink" -> {
                ServiceAction action = ServiceAction.by("join_group_by_link");
                // TDLib does not say who made the link.
                action.fields().put("inviter", NullNode.instance);
                yield Optional.of(action);
            }
            case "ChatAddMembers" -> Optional.of(members("invite_members", content.path("member_user_ids")));
            case "ChatDeleteMember" ->
                Optional.of(members(
                        "remove_members", JsonNodeFactory.instance.arrayNode().add(content.path("user_id"))));
            case "InviteVideoChatParticipants" ->
                Optional.of(members("invite_to_group_call", content.path("user_ids")));
            case "PinMessage" -> Optional.of(naming("pin_message", content.path("message_id")));
            case "ChatSetBackground" ->
                Optional.of(naming(
                        content.path("old_background_message_id").longValue() == 0
                                ? "set_chat_wallpaper"
                                : "set_same_chat_wallpaper",
                        content.path("old_background_message_id")));
            case "ChatSetTheme" -> {
                ServiceAction action = ServiceAction.by("edit_chat_theme");
                action.fields()
                        .text("emoticon", content.path("theme").path("name").asText());
                yield Optional.of(action);
            }
            case "ChatSetMessageAutoDeleteTime" ->
                Optional.of(number("set_messages_ttl", "period", content.path("message_auto_delete_time")));
            case "ChatBoost" -> Optional.of(number("boost_apply", "boosts", content.path("boost_count")));
            case "CustomServiceAction" ->
                Optional.of(new ServiceAction(
                        new JsonFields()
                                .text("information_text", content.path("text").asText()),
                        true));
            default -> topicOrCall(type, content);
        };
    }

    private Optional<ServiceAction> topicOrCall(String type, JsonNode content) {
        return switch (type) {
            case "ForumTopicCreated" -> {
                ServiceAction action = ServiceAction.by("topic_created");
                action.fields().text("title", content.path("name").asText());
                yield Optional.of(action);
            }
            case "ForumTopicEdited" -> {
                ServiceAction action = ServiceAction.by("topic_edit");
                action.fields().text("new_title", content.path("name").asText());
                if (content.path("edit_icon_custom_emoji_id").booleanValue()) {
                    action.fields()
                            .put(
                                    "new_icon_emoji_id",
                                    content.path("icon_custom_emoji_id").asLong());
                }
                yield Optional.of(action);
            }
            case "ForumTopicIsClosedToggled", "ForumTopicIsHiddenToggled" ->
                Optional.of(ServiceAction.by("topic_edit"));
            case "Call" -> {
                ServiceAction action = ServiceAction.by("phone_call");
                action.fields()
                        .number("duration_seconds", content.path("duration").longValue())
                        .text("discard_reason", reason(content.path("discard_reason")));
                yield Optional.of(action);
            }
            case "GroupCall" -> {
                ServiceAction action = ServiceAction.by("conference_call");
                action.fields()
                        .number("duration_seconds", content.path("duration").longValue())
                        .put("is_active", content.path("is_active").booleanValue())
                        .put("is_missed", content.path("was_missed").booleanValue());
                yield Optional.of(action);
            }
            case "VideoChatScheduled" ->
                Optional.of(number("group_call_scheduled", "schedule_date", content.path("start_date")));
            case "VideoChatStarted" -> Optional.of(ServiceAction.by("group_call"));
            case "VideoChatEnded" -> {
                ServiceAction action = ServiceAction.by("group_call");
                action.fields().number("duration", content.path("duration").longValue());
                yield Optional.of(action);
            }
            default -> Optional.empty();
        };
    }

    private static ServiceAction titled(String word, JsonNode content) {
        ServiceAction action = ServiceAction.by(word);
        action.fields().text("title", content.path("title").asText());
        return action;
    }

    private static ServiceAction number(String word, String key, JsonNode number) {
        ServiceAction action = ServiceAction.by(word);
        action.fields().put(key, number.longValue());
        return action;
    }

    /** An action that names a message of the chat. */
    private static ServiceAction naming(String word, JsonNode message) {
        ServiceAction action = ServiceAction.by(word);
        action.fields().number("message_id", PostReader.messageId(message.longValue()));
        return action;
    }

    private ServiceAction members(String word, JsonNode users) {
        ServiceAction action = ServiceAction.by(word);
        action.fields().put("members", names(users));
        return action;
    }

    private ServiceAction picture(String word, ArchivedPost post, DesktopMedia.Placed placed) throws IOException {
        ServiceAction action = ServiceAction.by(word);
        media.photo(post, post.content().path("photo"), action.fields(), placed);
        return action;
    }

    private ArrayNode names(JsonNode users) {
        ArrayNode names = JsonNodeFactory.instance.arrayNode();
        for (JsonNode user : users) {
            names.add(peers.name(user.longValue())
                    .<JsonNode>map(TextNode::valueOf)
                    .orElse(NullNode.instance));
        }
        return names;
    }

    private static String reason(JsonNode reason) {
        return switch (reason.path("@type").asText()) {
            case "callDiscardReasonMissed" -> "missed";
            case "callDiscardReasonDeclined" -> "busy";
            case "callDiscardReasonDisconnected" -> "disconnect";
            case "callDiscardReasonHungUp" -> "hangup";
            case "callDiscardReasonUpgradeToGroupCall" -> "migrate_conference_all";
            default -> "";
        };
    }
}
