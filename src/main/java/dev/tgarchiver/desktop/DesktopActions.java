package dev.tgarchiver.desktop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;

/** Telegram Desktop's words for service messages, and TDLib's. */
final class DesktopActions {

    private static final Map<String, String> CONTENTS = Map.ofEntries(
            Map.entry("create_group", "BasicGroupChatCreate"),
            Map.entry("create_channel", "SupergroupChatCreate"),
            Map.entry("edit_group_title", "ChatChangeTitle"),
            Map.entry("edit_group_photo", "ChatChangePhoto"),
            Map.entry("delete_group_photo", "ChatDeletePhoto"),
            Map.entry("invite_members", "ChatAddMembers"),
            Map.entry("remove_members", "ChatDeleteMember"),
            Map.entry("join_group_by_link", "ChatJoinByLink"),
            Map.entry("join_group_by_request", "ChatJoinByRequest"),
            Map.entry("migrate_to_supergroup", "ChatUpgradeTo"),
            Map.entry("migrate_from_group", "ChatUpgradeFrom"),
            Map.entry("pin_message", "PinMessage"),
            Map.entry("take_screenshot", "ScreenshotTaken"),
            Map.entry("phone_call", "Call"),
            Map.entry("conference_call", "GroupCall"),
            Map.entry("group_call_scheduled", "VideoChatScheduled"),
            Map.entry("invite_to_group_call", "InviteVideoChatParticipants"),
            Map.entry("set_messages_ttl", "ChatSetMessageAutoDeleteTime"),
            Map.entry("edit_chat_theme", "ChatSetTheme"),
            Map.entry("set_chat_wallpaper", "ChatSetBackground"),
            Map.entry("set_same_chat_wallpaper", "ChatSetBackground"),
            Map.entry("boost_apply", "ChatBoost"),
            Map.entry("topic_created", "ForumTopicCreated"),
            Map.entry("topic_edit", "ForumTopicEdited"),
            Map.entry("score_in_game", "GameScore"),
            Map.entry("send_payment", "PaymentSuccessful"),
            Map.entry("refunded_payment", "PaymentRefunded"),
            Map.entry("send_premium_gift", "GiftedPremium"),
            Map.entry("gift_code_prize", "PremiumGiftCode"),
            Map.entry("send_stars_gift", "GiftedStars"),
            Map.entry("send_ton_gift", "GiftedTon"),
            Map.entry("stars_prize", "GiveawayPrizeStars"),
            Map.entry("send_star_gift", "Gift"),
            Map.entry("giveaway_launch", "GiveawayCreated"),
            Map.entry("giveaway_results", "GiveawayCompleted"),
            Map.entry("joined_telegram", "ContactRegistered"),
            Map.entry("requested_peer", "UsersShared"),
            Map.entry("proximity_reached", "ProximityAlertTriggered"),
            Map.entry("suggest_profile_photo", "SuggestProfilePhoto"),
            Map.entry("paid_messages_refund", "PaidMessagesRefunded"),
            Map.entry("paid_messages_price_change", "PaidMessagePriceChanged"),
            Map.entry("todo_completions", "ChecklistTasksDone"),
            Map.entry("todo_append_tasks", "ChecklistTasksAdded"),
            Map.entry("suggested_post_success", "SuggestedPostPaid"),
            Map.entry("suggested_post_refund", "SuggestedPostRefunded"),
            Map.entry("send_webview_data", "WebAppDataSent"),
            Map.entry("send_passport_values", "PassportDataSent"),
            Map.entry("allow_sending_messages", "BotWriteAccessAllowed"),
            Map.entry("attach_menu_bot_allowed", "BotWriteAccessAllowed"),
            Map.entry("web_app_bot_allowed", "BotWriteAccessAllowed"));

    private DesktopActions() {}

    /** TDLib's type for a service message; empty for an action that is not known here. */
    static Optional<String> content(JsonNode message) {
        String action = message.path("action").asText();
        return switch (action) {
            case "" -> Optional.of("messageCustomServiceAction");
            case "group_call" ->
                Optional.of(message.has("duration") ? "messageVideoChatEnded" : "messageVideoChatStarted");
            case "process_suggested_post" ->
                Optional.of(
                        message.path("rejected").asBoolean()
                                ? "messageSuggestedPostDeclined"
                                : "messageSuggestedPostApproved");
            default -> Optional.ofNullable(CONTENTS.get(action)).map("message"::concat);
        };
    }

    /** Puts into TDLib's content what it says in words. */
    static void write(JsonNode message, ObjectNode content) {
        String title = message.path("title").asText("");
        switch (content.path("@type").asText()) {
            case "messageForumTopicCreated" -> content.put("name", title);
            case "messageForumTopicEdited" ->
                content.put("name", message.path("new_title").asText(""));
            case "messageBasicGroupChatCreate",
                    "messageSupergroupChatCreate",
                    "messageChatChangeTitle",
                    "messageChatUpgradeFrom" -> content.put("title", title);
            case "messageCustomServiceAction" ->
                content.put("text", message.path("information_text").asText(""));
            case "messagePinMessage" ->
                content.put("message_id", message.path("message_id").asLong() << 20);
            default -> {
                // What it says is in the export's message, which is kept.
            }
        }
    }
}
