package dev.tgarchiver.post;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tgarchiver.model.post.Remainder;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds what a message refers to without having it, and puts it into the message: the whole of a rich message in the
 * place of its beginning (the content then has a field {@code whole}), an instant view as the content's field {@code instant_view}, and stickers of custom emoji as
 * the message's field {@code custom_emoji}. So they are read like everything else in it.
 */
public final class Remainders {

    /** A message's field with the stickers of custom emoji. */
    static final String CUSTOM_EMOJI = "custom_emoji";

    /** A content's field. */
    static final String INSTANT_VIEW = "instant_view";

    private static final Set<String> EMOJI_IDS = Set.of("custom_emoji_id", "icon_custom_emoji_id");

    private static final String CONTENT = "content";

    /** A field of a content whose rich message was asked for. */
    private static final String WHOLE = "whole";

    private Remainders() {}

    /** What a message refers to and does not have. The custom emoji are all of them. */
    public static Remainder of(JsonNode message) {
        JsonNode content = message.path(CONTENT);
        boolean rich =
                isRich(content) && !content.path("message").path("is_full").asBoolean(true);
        JsonNode preview = content.path("link_preview");
        Optional<String> page = Optional.of(preview.path("url").asText())
                .filter(url -> !url.isEmpty()
                        && preview.path("instant_view_version").intValue() > 0
                        && !content.has(INSTANT_VIEW));
        boolean kept = message.has(CUSTOM_EMOJI) || content.has(INSTANT_VIEW) || content.has(WHOLE);
        Set<Long> emoji = new LinkedHashSet<>();
        collect(message, emoji);
        return new Remainder(rich, page, emoji, kept);
    }

    private static void collect(JsonNode node, Set<Long> ids) {
        if (node.isArray()) {
            node.forEach(element -> collect(element, ids));
            return;
        }
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            JsonNode value = field.getValue();
            if (value.isContainerNode()) {
                if (!field.getKey().equals(CUSTOM_EMOJI)) {
                    collect(value, ids);
                }
            } else if (EMOJI_IDS.contains(field.getKey()) && !isSticker(node)) {
                long id = value.asLong();
                if (id != 0) {
                    ids.add(id);
                }
            }
        }
    }

    /** A sticker is its own file. */
    private static boolean isSticker(JsonNode node) {
        return node.path("@type").asText().equals("stickerFullTypeCustomEmoji");
    }

    private static boolean isRich(JsonNode content) {
        return content.path("@type").asText().equals("messageRichMessage");
    }

    /** Puts the whole of a message's {@code richMessage} into it. */
    public static void putRichMessage(ObjectNode message, JsonNode rich) {
        ObjectNode content = message.withObjectProperty(CONTENT);
        content.set("message", rich);
        content.put(WHOLE, true);
    }

    /** Puts the {@code webPageInstantView} of a message's link preview into it. */
    public static void putInstantView(ObjectNode message, JsonNode view) {
        message.withObjectProperty(CONTENT).set(INSTANT_VIEW, view);
    }

    /** Puts a {@code sticker} into a message that uses it as a custom emoji, unless it has it. */
    public static void putCustomEmoji(ObjectNode message, JsonNode sticker) {
        if (!has(message).contains(id(sticker))) {
            message.withArrayProperty(CUSTOM_EMOJI).add(sticker);
        }
    }

    /** The ids of the custom emoji whose stickers a message has. */
    public static Set<Long> has(JsonNode message) {
        Set<Long> ids = new HashSet<>();
        message.path(CUSTOM_EMOJI).forEach(sticker -> ids.add(id(sticker)));
        return ids;
    }

    /** The id by which texts name a {@code sticker}; 0 for one that is not a custom emoji. */
    public static long id(JsonNode sticker) {
        return sticker.path("full_type").path("custom_emoji_id").asLong();
    }

    /**
     * Puts into a message that was read again what an earlier answer had in addition: custom emoji, to which other
     * messages refer, too, and the rest only if the message still says the same.
     */
    public static void carry(JsonNode former, ObjectNode message, boolean same) {
        former.path(CUSTOM_EMOJI).forEach(sticker -> putCustomEmoji(message, sticker));
        JsonNode content = former.path(CONTENT);
        if (same && content.has(INSTANT_VIEW)) {
            putInstantView(message, content.path(INSTANT_VIEW));
        }
        if (same && content.has(WHOLE)) {
            putRichMessage(message, content.path("message"));
        }
    }
}
