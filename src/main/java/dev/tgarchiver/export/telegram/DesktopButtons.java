package dev.tgarchiver.export.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tgarchiver.export.JsonFields;

/** The buttons under a message. */
final class DesktopButtons {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private DesktopButtons() {}

    /** The rows of an inline keyboard; none for other keyboards. */
    static ArrayNode of(JsonNode markup) {
        ArrayNode rows = NODES.arrayNode();
        if (!markup.path("@type").asText().equals("replyMarkupInlineKeyboard")) {
            return rows;
        }
        for (JsonNode row : markup.path("rows")) {
            ArrayNode buttons = rows.addArray();
            row.forEach(button -> buttons.add(button(button)));
        }
        return rows;
    }

    private static ObjectNode button(JsonNode button) {
        JsonNode type = button.path("type");
        String url = type.path("url").asText();
        String text = button.path("text").asText();
        return switch (type.path("@type").asText()) {
            case "inlineKeyboardButtonTypeUrl" ->
                start("url", text).text("data", url).node();
            case "inlineKeyboardButtonTypeLoginUrl" ->
                start("auth", text)
                        .text("data", url)
                        .text("forward_text", type.path("forward_text").asText())
                        .number("button_id", type.path("id").longValue())
                        .node();
            case "inlineKeyboardButtonTypeWebApp" ->
                start("web_view", text).text("data", url).node();
            case "inlineKeyboardButtonTypeCallback" -> callback("callback", text, type);
            case "inlineKeyboardButtonTypeCallbackWithPassword" -> callback("callback_with_password", text, type);
            case "inlineKeyboardButtonTypeCallbackGame" -> start("game", text).node();
            case "inlineKeyboardButtonTypeSwitchInline" ->
                start(
                                type.path("target_chat").path("@type").asText().equals("targetChatCurrent")
                                        ? "switch_inline_same"
                                        : "switch_inline",
                                text)
                        .text("data", type.path("query").asText())
                        .node();
            case "inlineKeyboardButtonTypeBuy" -> start("buy", text).node();
            case "inlineKeyboardButtonTypeUser" ->
                start("user_profile", text)
                        .put("data", type.path("user_id").asText())
                        .node();
            case "inlineKeyboardButtonTypeCopyText" ->
                start("copy_text", text)
                        .text("data", type.path("text").asText())
                        .node();
            default -> start("default", text).node();
        };
    }

    private static JsonFields start(String type, String text) {
        return new JsonFields().put("type", type).text("text", text);
    }

    /** Bytes, in the alphabet of URLs; TDLib writes them in the other one. */
    private static ObjectNode callback(String word, String text, JsonNode type) {
        String base64 = type.path("data").asText().replace('+', '-').replace('/', '_');
        int end = base64.indexOf('=');
        return start(word, text)
                .put("data", "")
                .text("dataBase64", end < 0 ? base64 : base64.substring(0, end))
                .node();
    }
}
