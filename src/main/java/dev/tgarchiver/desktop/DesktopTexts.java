package dev.tgarchiver.desktop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Makes a {@code formattedText} of the parts of a text. */
final class DesktopTexts {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private DesktopTexts() {}

    /** The text of a message, by its {@code text_entities}, or by its {@code text} where an early version has no other. */
    static ObjectNode of(JsonNode message) {
        JsonNode parts = message.path("text_entities");
        return formatted(parts.isArray() && !parts.isEmpty() ? parts : message.path("text"));
    }

    /** A text that is a string, or an array of strings and of objects. */
    static ObjectNode formatted(JsonNode text) {
        StringBuilder all = new StringBuilder();
        ArrayNode entities = NODES.arrayNode();
        if (text.isArray()) {
            text.forEach(part -> add(part, all, entities));
        } else {
            all.append(text.asText(""));
        }
        ObjectNode formatted = NODES.objectNode().put("@type", "formattedText").put("text", all.toString());
        formatted.set("entities", entities);
        return formatted;
    }

    private static void add(JsonNode part, StringBuilder all, ArrayNode entities) {
        String text = part.isObject() ? part.path("text").asText("") : part.asText("");
        String type = type(part);
        if (!type.isEmpty() && !text.isEmpty()) {
            ObjectNode entity = entities.addObject()
                    .put("@type", "textEntity")
                    .put("offset", all.length())
                    .put("length", text.length());
            ObjectNode of = entity.putObject("type").put("@type", "textEntityType" + type);
            switch (type) {
                case "PreCode" -> of.put("language", part.path("language").asText());
                case "TextUrl" -> of.put("url", part.path("href").asText());
                case "MentionName" -> of.put("user_id", part.path("user_id").asLong());
                default -> {
                    // Its type says it all.
                }
            }
        }
        all.append(text);
    }

    /** Empty for plain parts and for what TDLib has no word for. A custom emoji's number is not in exports. */
    private static String type(JsonNode part) {
        return switch (part.path("type").asText()) {
            case "mention" -> "Mention";
            case "hashtag" -> "Hashtag";
            case "cashtag" -> "Cashtag";
            case "bot_command" -> "BotCommand";
            case "link" -> "Url";
            case "email" -> "EmailAddress";
            case "phone" -> "PhoneNumber";
            case "bank_card" -> "BankCardNumber";
            case "bold" -> "Bold";
            case "italic" -> "Italic";
            case "underline" -> "Underline";
            case "strikethrough" -> "Strikethrough";
            case "spoiler" -> "Spoiler";
            case "code" -> "Code";
            case "pre" -> part.path("language").asText().isEmpty() ? "Pre" : "PreCode";
            case "text_link" -> "TextUrl";
            case "mention_name" -> "MentionName";
            case "blockquote" -> part.path("collapsed").asBoolean() ? "ExpandableBlockQuote" : "BlockQuote";
            default -> "";
        };
    }
}
