package dev.tgarchiver.export.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tgarchiver.export.JsonFields;
import dev.tgarchiver.export.PeerId;
import dev.tgarchiver.export.PeerNames;
import dev.tgarchiver.post.ContentType;
import dev.tgarchiver.post.PostReader;
import java.util.Optional;

/** Service messages about what is handed to bots and between people: contacts, data, tasks, scores, distances. */
final class SharingActions {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static final String PASSPORT = "passportElementType";

    private final PeerNames peers;

    SharingActions(PeerNames peers) {
        this.peers = peers;
    }

    /** The action; empty when the content is not one of these. */
    Optional<ServiceAction> of(JsonNode content) {
        return switch (content.path("@type").asText()) {
            case "messageGameScore" -> {
                ServiceAction action = ServiceAction.by("score_in_game");
                action.fields()
                        .number(
                                "game_message_id",
                                PostReader.messageId(
                                        content.path("game_message_id").longValue()))
                        .put("score", content.path("score").longValue());
                yield Optional.of(action);
            }
            case "messageChecklistTasksDone" -> {
                ServiceAction action = ServiceAction.by("todo_completions");
                action.fields()
                        .put("completed", numbers(content.path("marked_as_done_task_ids")))
                        .put("incompleted", numbers(content.path("marked_as_not_done_task_ids")));
                yield Optional.of(action);
            }
            case "messageChecklistTasksAdded" -> {
                ServiceAction action = ServiceAction.by("todo_append_tasks");
                action.fields().put("items", DesktopContents.tasks(content.path("tasks")));
                yield Optional.of(action);
            }
            case "messageUsersShared" -> {
                ArrayNode shared = NODES.arrayNode();
                content.path("users")
                        .forEach(user -> shared.add(user.path("user_id").longValue()));
                yield Optional.of(requested(content, shared));
            }
            case "messageChatShared" ->
                Optional.of(requested(
                        content,
                        NODES.arrayNode()
                                .add(PeerId.bare(
                                        content.path("chat").path("chat_id").longValue()))));
            case "messageWebAppDataSent" -> {
                ServiceAction action = ServiceAction.of("send_webview_data");
                // Telegram Desktop writes the key again for the message's own text, which is empty.
                action.fields().put("text", content.path("button_text").asText());
                yield Optional.of(action);
            }
            case "messagePassportDataSent" -> {
                ServiceAction action = ServiceAction.of("send_passport_values");
                ArrayNode values = NODES.arrayNode();
                for (JsonNode type : content.path("types")) {
                    String name = type.path("@type").asText();
                    values.add(ContentType.word(name.startsWith(PASSPORT) ? name.substring(PASSPORT.length()) : name));
                }
                action.fields().put("values", values);
                yield Optional.of(action);
            }
            case "messageProximityAlertTriggered" -> {
                long traveler = PeerId.of(content.path("traveler_id"));
                long watcher = PeerId.of(content.path("watcher_id"));
                ServiceAction action = ServiceAction.of("proximity_reached");
                action.fields()
                        .putOrNull("from", peers.name(traveler))
                        .put("from_id", PeerId.text(traveler))
                        .putOrNull("to", peers.name(watcher))
                        .put("to_id", PeerId.text(watcher))
                        .put("distance", content.path("distance").longValue());
                yield Optional.of(action);
            }
            case "messageBotWriteAccessAllowed" -> Optional.of(allowed(content.path("reason")));
            default -> Optional.empty();
        };
    }

    private static ServiceAction requested(JsonNode content, ArrayNode peers) {
        ServiceAction action = ServiceAction.by("requested_peer");
        action.fields()
                .put("button_id", content.path("button_id").longValue())
                // A text that holds an array.
                .put("peers", DesktopJson.text(peers));
        return action;
    }

    private static ServiceAction allowed(JsonNode reason) {
        return switch (reason.path("@type").asText()) {
            case "botWriteAccessAllowReasonAddedToAttachmentMenu" -> ServiceAction.of("attach_menu_bot_allowed");
            case "botWriteAccessAllowReasonAcceptedRequest" -> ServiceAction.of("web_app_bot_allowed");
            default -> {
                ServiceAction action = ServiceAction.of("allow_sending_messages");
                JsonFields fields = action.fields();
                fields.text("reason_domain", reason.path("domain_name").asText());
                fields.text(
                        "reason_app_name",
                        reason.path("web_app").path("short_name").asText());
                yield action;
            }
        };
    }

    private static ArrayNode numbers(JsonNode numbers) {
        ArrayNode list = NODES.arrayNode();
        numbers.forEach(number -> list.add(number.longValue()));
        return list;
    }
}
