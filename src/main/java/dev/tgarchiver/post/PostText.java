package dev.tgarchiver.post;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * The text of a message's {@code content}: its text or its caption. If a kind of content has neither, all words in it
 * that a person reads, such as an emoji, a question with its answers, or the name of a place or topic. This includes
 * unknown kinds.
 *
 * @param text the text, one line for each part; empty when there is none
 * @param entities TDLib's formatting as JSON; empty for text with several parts
 */
record PostText(String text, String entities) {

    /** Fields that contain words if their value is plain text. */
    private static final Set<String> WORDS = Set.of(
            "address",
            "button_text",
            "comment",
            "description",
            "emoji",
            "first_name",
            "invoice_name",
            "last_name",
            "name",
            "phone_number",
            "prize_description",
            "text",
            "title");

    /** Objects that describe a file, or a preview of something else: their words are not the post's own text. */
    private static final Set<String> NOT_OF_THE_POST = Set.of(
            "animatedEmoji",
            "animation",
            "audio",
            "chatBackground",
            "chatPhoto",
            "document",
            "file",
            "forumTopicIcon",
            "linkPreview",
            "photo",
            "sticker",
            "video",
            "videoNote",
            "voiceNote");

    private static final String RICH_TEXT = "richText";

    static PostText of(JsonNode content) {
        JsonNode own = type(content).equals("messageText") ? content.path("text") : content.path("caption");
        if (!own.path("text").asText().isEmpty()) {
            JsonNode entities = own.path("entities");
            return new PostText(own.path("text").asText(), entities.isEmpty() ? "" : entities.toString());
        }
        Set<String> words = new LinkedHashSet<>();
        collect(content, words);
        return new PostText(String.join("\n", words), "");
    }

    private static void collect(JsonNode node, Set<String> words) {
        if (node.isArray()) {
            node.forEach(element -> collect(element, words));
            return;
        }
        String type = type(node);
        if (NOT_OF_THE_POST.contains(type)) {
            return;
        }
        if (type.startsWith(RICH_TEXT)) {
            StringBuilder line = new StringBuilder();
            append(node, line);
            add(line.toString(), words);
            return;
        }
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            if (field.getValue().isContainerNode()) {
                collect(field.getValue(), words);
            } else if (field.getValue().isTextual() && WORDS.contains(field.getKey())) {
                add(field.getValue().asText(), words);
            }
        }
    }

    /** Appends one line, which has pieces of different formatting. */
    private static void append(JsonNode node, StringBuilder line) {
        if (node.isTextual()) {
            line.append(node.asText());
        } else if (node.isArray()) {
            node.forEach(element -> append(element, line));
        } else if (node.isObject()) {
            append(node.path("text"), line);
            append(node.path("texts"), line);
        }
    }

    private static void add(String text, Set<String> words) {
        if (!text.isBlank()) {
            words.add(text);
        }
    }

    private static String type(JsonNode node) {
        return node.path("@type").asText();
    }
}
