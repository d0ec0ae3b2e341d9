package dev.tgarchiver.export.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tgarchiver.export.JsonFields;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A {@code formattedText} as parts, each with one format. Formats inside another one are lost, as in Telegram Desktop. */
final class DesktopText {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static final String PLAIN = "plain";

    private static final String ENTITY = "textEntityType";

    private final ArrayNode parts = NODES.arrayNode();

    private DesktopText() {}

    /** A part of the text, and how it is formatted. */
    private record Span(int from, int to, JsonNode type) {}

    /** No text. */
    static DesktopText none() {
        return new DesktopText();
    }

    /** A text without formatting. */
    static DesktopText plain(String text) {
        DesktopText parts = new DesktopText();
        if (!text.isEmpty()) {
            parts.add(PLAIN, text);
        }
        return parts;
    }

    /** The text of a {@code formattedText}; nothing where there is none. */
    static DesktopText of(JsonNode formatted) {
        String text = formatted.path("text").asText();
        DesktopText parts = new DesktopText();
        if (text.isEmpty()) {
            return parts;
        }
        int at = 0;
        for (Span span : spans(text, formatted.path("entities"))) {
            if (span.from() < at) {
                continue;
            }
            if (span.from() > at) {
                parts.add(PLAIN, text.substring(at, span.from()));
            }
            parts.formatted(span, text.substring(span.from(), span.to()));
            at = span.to();
        }
        // Telegram Desktop compares units of UTF-16 with bytes of UTF-8 here.
        if (at < text.length() || (at > 0 && text.getBytes(StandardCharsets.UTF_8).length > at)) {
            parts.add(PLAIN, text.substring(at));
        }
        return parts;
    }

    /** Whether the parts say all about the formatting: no format is inside another, and none lacks a word or a number. */
    static boolean isAllOf(JsonNode formatted) {
        int at = 0;
        List<Span> spans = spans(formatted.path("text").asText(), formatted.path("entities"));
        for (Span span : spans) {
            if (span.from() < at
                    || name(span.type())
                            .filter(name -> !name.equals("custom_emoji"))
                            .isEmpty()) {
                return false;
            }
            at = span.to();
        }
        return spans.size() == formatted.path("entities").size();
    }

    private static List<Span> spans(String text, JsonNode entities) {
        List<Span> spans = new ArrayList<>();
        for (JsonNode entity : entities) {
            int from = entity.path("offset").intValue();
            int to = (int)
                    Math.min(text.length(), (long) from + entity.path("length").intValue());
            if (from >= 0 && from < to && name(entity.path("type")).isPresent()) {
                spans.add(new Span(from, to, entity.path("type")));
            }
        }
        spans.sort(Comparator.comparingInt(Span::from).thenComparing(Span::to, Comparator.reverseOrder()));
        return spans;
    }

    /** Telegram Desktop's name; empty for formats that it has no word for. */
    private static Optional<String> name(JsonNode type) {
        String name = type.path("@type").asText();
        return switch (name.startsWith(ENTITY) ? name.substring(ENTITY.length()) : name) {
            case "Mention" -> Optional.of("mention");
            case "Hashtag" -> Optional.of("hashtag");
            case "Cashtag" -> Optional.of("cashtag");
            case "BotCommand" -> Optional.of("bot_command");
            case "Url" -> Optional.of("link");
            case "EmailAddress" -> Optional.of("email");
            case "PhoneNumber" -> Optional.of("phone");
            case "BankCardNumber" -> Optional.of("bank_card");
            case "Bold" -> Optional.of("bold");
            case "Italic" -> Optional.of("italic");
            case "Underline" -> Optional.of("underline");
            case "Strikethrough" -> Optional.of("strikethrough");
            case "Spoiler" -> Optional.of("spoiler");
            case "Code" -> Optional.of("code");
            case "Pre", "PreCode" -> Optional.of("pre");
            case "BlockQuote", "ExpandableBlockQuote" -> Optional.of("blockquote");
            case "TextUrl" -> Optional.of("text_link");
            case "MentionName" -> Optional.of("mention_name");
            case "CustomEmoji" -> Optional.of("custom_emoji");
            case "MediaTimestamp", "DateTime" -> Optional.empty();
            default -> Optional.of("unknown");
        };
    }

    private void formatted(Span span, String text) {
        JsonNode type = span.type();
        String name = name(type).orElse(PLAIN);
        JsonFields part = new JsonFields().put("type", name).put("text", text);
        switch (name) {
            case "pre" -> part.put("language", type.path("language").asText());
            case "text_link" -> part.put("href", type.path("url").asText());
            case "mention_name" -> part.put("user_id", type.path("user_id").longValue());
            // The path of the sticker, which a message does not hold.
            case "custom_emoji" -> part.put("document_id", "");
            case "blockquote" ->
                part.put("collapsed", type.path("@type").asText().equals("textEntityTypeExpandableBlockQuote"));
            default -> {
                // Its type says it all.
            }
        }
        parts.add(part.node());
    }

    private void add(String type, String text) {
        parts.add(new JsonFields().put("type", type).put("text", text).node());
    }

    /** Every part as an object. */
    ArrayNode entities() {
        return parts;
    }

    /** A string where nothing is formatted, else an array of strings and of objects. */
    JsonNode text() {
        if (parts.isEmpty()) {
            return TextNode.valueOf("");
        }
        if (parts.size() == 1 && isPlain(parts.get(0))) {
            return parts.get(0).path("text");
        }
        ArrayNode mixed = NODES.arrayNode();
        for (JsonNode part : parts) {
            mixed.add(isPlain(part) ? part.path("text") : part);
        }
        return mixed;
    }

    private static boolean isPlain(JsonNode part) {
        return part instanceof ObjectNode object && object.path("type").asText().equals(PLAIN);
    }
}
