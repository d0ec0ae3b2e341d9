package dev.tgarchiver.report.show;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tgarchiver.console.Format;
import dev.tgarchiver.post.ContentType;
import java.util.ArrayList;
import java.util.List;

/** What people share with bots and with each other, and what they do to lists and games. */
final class SharingEvents {

    private static final String PASSPORT = "passportElementType";

    private SharingEvents() {}

    static boolean write(String type, JsonNode content, Naming names, Lines lines) {
        switch (type) {
            case "UsersShared" -> {
                lines.line("Shared users:");
                content.path("users")
                        .forEach(user -> lines.line("  • "
                                + shared(
                                        user,
                                        user.path("first_name").asText() + " "
                                                + user.path("last_name").asText(),
                                        names.peer(user.path("user_id").longValue()))));
            }
            case "ChatShared" -> {
                JsonNode chat = content.path("chat");
                lines.line("Shared a chat: "
                        + shared(
                                chat,
                                chat.path("title").asText(),
                                names.peer(chat.path("chat_id").longValue())));
            }
            case "BotWriteAccessAllowed" -> lines.line("Allowed the bot to write" + reason(content.path("reason")));
            case "WebAppDataSent" ->
                lines.line("Sent data to a bot with the button \""
                        + content.path("button_text").asText() + "\"");
            case "WebAppDataReceived" ->
                lines.line("Received data with the button \""
                                + content.path("button_text").asText() + "\":")
                        .line(content.path("data").asText());
            case "PassportDataSent" -> lines.line("Sent passport data: " + elements(content.path("types")));
            case "PassportDataReceived" -> {
                List<String> elements = new ArrayList<>();
                content.path("elements").forEach(element -> elements.add(element(element.path("type"))));
                lines.line("Received passport data, encrypted: " + String.join(", ", elements));
            }
            case "ProximityAlertTriggered" ->
                lines.line(names.sender(content.path("traveler_id")) + " came within "
                        + Format.count(content.path("distance").longValue(), "metre") + " of "
                        + names.sender(content.path("watcher_id")));
            case "ManagedBotCreated" ->
                lines.line("Created the bot "
                        + names.peer(content.path("bot_user_id").longValue()));
            case "GameScore" ->
                lines.line("Scored " + Format.count(content.path("score").longValue()) + " in the game of "
                        + Naming.post(content.path("game_message_id")));
            case "ChecklistTasksDone" ->
                lines.line("Checked off tasks of " + Naming.post(content.path("checklist_message_id")) + ": "
                        + numbers(content.path("marked_as_done_task_ids"), "done")
                        + numbers(content.path("marked_as_not_done_task_ids"), "not done"));
            case "ChecklistTasksAdded" -> {
                lines.line("Added tasks to " + Naming.post(content.path("checklist_message_id")) + ":");
                content.path("tasks").forEach(task -> QuestionLines.task(task, names, lines));
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private static String shared(JsonNode shared, String name, String known) {
        String user = shared.path("username").asText();
        String own = (name.strip() + (user.isEmpty() ? "" : " (@" + user + ")")).strip();
        return own.isEmpty() ? known : own;
    }

    private static String reason(JsonNode reason) {
        String domain = reason.path("domain_name").asText();
        String app = reason.path("web_app").path("title").asText();
        return !domain.isEmpty() ? ": logged in at " + domain : app.isEmpty() ? "" : ": opened " + app;
    }

    private static String elements(JsonNode types) {
        List<String> words = new ArrayList<>();
        types.forEach(type -> words.add(element(type)));
        return String.join(", ", words);
    }

    private static String element(JsonNode type) {
        String name = type.path("@type").asText();
        return ContentType.word(name.startsWith(PASSPORT) ? name.substring(PASSPORT.length()) : name)
                .replace('_', ' ');
    }

    private static String numbers(JsonNode ids, String what) {
        List<String> numbers = new ArrayList<>();
        ids.forEach(id -> numbers.add(id.asText()));
        return numbers.isEmpty() ? "" : String.join(", ", numbers) + " " + what + " ";
    }
}
