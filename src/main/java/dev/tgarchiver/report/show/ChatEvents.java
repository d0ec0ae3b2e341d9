package dev.tgarchiver.report.show;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tgarchiver.console.Format;
import java.util.Locale;

/** What happens to a chat: its members, name and picture, topics, calls. */
final class ChatEvents {

    private ChatEvents() {}

    static boolean write(String type, JsonNode content, Naming names, Lines lines) {
        String sentence = chat(type, content, names);
        if (sentence.isEmpty()) {
            sentence = topicOrCall(type, content, names);
        }
        lines.line(sentence);
        return !sentence.isEmpty();
    }

    private static String chat(String type, JsonNode content, Naming names) {
        String title = content.path("title").asText();
        return switch (type) {
            case "BasicGroupChatCreate" ->
                "Created the group \"" + title + "\" with " + names.peers(content.path("member_user_ids"));
            case "SupergroupChatCreate" -> "Created \"" + title + "\"";
            case "ChatChangeTitle" -> "Changed the title to \"" + title + "\"";
            case "ChatChangePhoto" -> "Changed the picture";
            case "ChatDeletePhoto" -> "Removed the picture";
            case "ChatOwnerLeft" ->
                "The owner left; the next one is "
                        + names.peer(content.path("new_owner_user_id").longValue());
            case "ChatOwnerChanged" ->
                "The owner is now "
                        + names.peer(content.path("new_owner_user_id").longValue());
            case "ChatHasProtectedContentToggled" ->
                content.path("new_has_protected_content").booleanValue()
                        ? "Restricted saving of posts"
                        : "Allowed saving of posts";
            case "ChatHasProtectedContentDisableRequested" ->
                "Asked to allow saving of posts" + (content.path("is_expired").booleanValue() ? " (expired)" : "");
            case "ChatAddMembers" -> "Added " + names.peers(content.path("member_user_ids"));
            case "ChatJoinByLink" -> "Joined by an invite link";
            case "ChatJoinByRequest" -> "Joined by a request";
            case "ChatDeleteMember" ->
                "Removed " + names.peer(content.path("user_id").longValue());
            case "ChatUpgradeTo" -> "The group became a supergroup";
            case "ChatUpgradeFrom" -> "Was the group \"" + title + "\" before";
            case "PinMessage" -> "Pinned " + Naming.post(content.path("message_id"));
            case "ScreenshotTaken" -> "Took a screenshot";
            case "ChatSetBackground" -> "Changed the background";
            case "ChatSetTheme" ->
                "Changed the theme" + after(" to ", content.path("theme").path("name"));
            case "ChatSetMessageAutoDeleteTime" ->
                content.path("message_auto_delete_time").longValue() == 0
                        ? "Messages are no longer deleted by themselves"
                        : "Messages are deleted after " + Naming.duration(content.path("message_auto_delete_time"));
            case "ChatBoost" ->
                "Boosted the chat, " + Format.count(content.path("boost_count").longValue(), "time");
            case "SuggestProfilePhoto" -> "Suggested a profile photo";
            case "SuggestBirthdate" -> "Suggested the birthday " + birthday(content.path("birthdate"));
            case "CustomServiceAction" -> or(content.path("text"), "An event without a text");
            case "ContactRegistered" -> "Joined Telegram";
            default -> "";
        };
    }

    private static String topicOrCall(String type, JsonNode content, Naming names) {
        return switch (type) {
            case "ForumTopicCreated" ->
                "Created the topic \"" + content.path("name").asText() + "\"";
            case "ForumTopicEdited" ->
                content.path("name").asText().isEmpty()
                        ? "Changed the topic's icon"
                        : "Changed the topic's name to \""
                                + content.path("name").asText() + "\"";
            case "ForumTopicIsClosedToggled" ->
                content.path("is_closed").booleanValue() ? "Closed the topic" : "Opened the topic again";
            case "ForumTopicIsHiddenToggled" ->
                content.path("is_hidden").booleanValue() ? "Hid the topic" : "Showed the topic again";
            case "Call" ->
                video(content) + "call, " + Naming.duration(content.path("duration"))
                        + reason(content.path("discard_reason"));
            case "GroupCall" ->
                "Group " + video(content).toLowerCase(Locale.ROOT) + "call, "
                        + Naming.duration(content.path("duration"))
                        + (content.path("was_missed").booleanValue() ? ", missed" : "");
            case "VideoChatScheduled" -> "Scheduled a video chat for " + Naming.moment(content.path("start_date"));
            case "VideoChatStarted" -> "Started a video chat";
            case "VideoChatEnded" -> "Ended the video chat after " + Naming.duration(content.path("duration"));
            case "InviteVideoChatParticipants" -> "Invited to the video chat: " + names.peers(content.path("user_ids"));
            case "PollOptionAdded" -> "Added to the poll of " + option(content);
            case "PollOptionDeleted" -> "Removed from the poll of " + option(content);
            default -> "";
        };
    }

    private static String option(JsonNode content) {
        return Naming.post(content.path("poll_message_id")) + ": "
                + content.path("text").path("text").asText();
    }

    private static String video(JsonNode content) {
        return content.path("is_video").booleanValue() ? "Video " : "Voice ";
    }

    private static String reason(JsonNode reason) {
        return switch (reason.path("@type").asText()) {
            case "callDiscardReasonMissed" -> ", missed";
            case "callDiscardReasonDeclined" -> ", declined";
            case "callDiscardReasonDisconnected" -> ", disconnected";
            default -> "";
        };
    }

    private static String birthday(JsonNode date) {
        String year =
                date.path("year").intValue() == 0 ? "" : " " + date.path("year").asText();
        return date.path("day").asText() + "." + date.path("month").asText() + "." + year;
    }

    private static String after(String before, JsonNode text) {
        return text.asText().isEmpty() ? "" : before + text.asText();
    }

    private static String or(JsonNode text, String otherwise) {
        return text.asText().isBlank() ? otherwise : text.asText();
    }
}
