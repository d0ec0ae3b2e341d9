package dev.tgarchiver.post;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds all that a person can read in a message: texts, captions, titles, questions, options, tasks, names, addresses,
 * file names, and the URLs behind buttons, links and previews. Found by shape: every string is a text except those of
 * fields that are known to be codes.
 */
public final class PostWords {

    /**
     * A text and its place, such as {@code caption}, {@code poll_option/2} or {@code link_preview_title}.
     *
     * @param place the path of the fields to it, without those that say nothing
     */
    public record Words(String place, String text) {

        /** What it is a text of. */
        public Part part() {
            if (place.endsWith("file_name") || place.endsWith("performer") || place.endsWith("audio_title")) {
                return Part.FILE;
            }
            return PEOPLE.stream().anyMatch(place::startsWith) ? Part.PEOPLE : Part.TEXT;
        }
    }

    /** What a text can be of. */
    public enum Part {
        TEXT,
        /** The name of a file, or who performs it. */
        FILE,
        /** A person: the author, the first author of a forward, a contact. */
        PEOPLE
    }

    private static final List<String> PEOPLE =
            List.of("author_signature", "sender_tag", "forward_info", "import_info", "contact");

    /** Strings that no person reads, in any object. TDLib writes 64-bit numbers and bytes as strings, too. */
    private static final Set<String> CODES = Set.of(
            "@type",
            "anchor_name",
            "auction_id",
            "code",
            "codec",
            "country_code",
            "country_codes",
            "credentials",
            "cryptocurrency",
            "cryptocurrency_amount",
            "currency",
            "data",
            "elements",
            "emoji_status",
            "hash",
            "id",
            "invite_hash",
            "invoice_payload",
            "language",
            "language_pack_id",
            "mime_type",
            "nonce",
            "password",
            "payload",
            "prepaid_upgrade_hash",
            "provider",
            "public_key",
            "public_service_announcement_type",
            "remote",
            "scope",
            "secret",
            "start_parameter",
            "summary_language_code",
            "token",
            "unique_id",
            "value_currency",
            "waveform");

    private static final String NUMBER = "_id";

    private static final String NUMBERS = "_ids";

    /** Fields that are left out of a place. */
    private static final Set<String> TRANSPARENT =
            Set.of("content", "type", "text", "texts", "entities", "rows", "poll", "list");

    /** Where people's words are in a message; its other fields are about the message. */
    private static final List<String> PARTS = List.of(
            "content",
            "author_signature",
            "sender_tag",
            "forward_info",
            "import_info",
            "fact_check",
            "restriction_info",
            "reply_to",
            "reply_markup");

    private final List<Words> found = new ArrayList<>();

    private PostWords() {}

    /** The texts of a message in the order in which they stand in it. Blank ones do not count. */
    public static List<Words> of(JsonNode message) {
        PostWords words = new PostWords();
        for (String part : PARTS) {
            words.walk(message.path(part), TRANSPARENT.contains(part) ? "" : part, part);
        }
        return List.copyOf(words.found);
    }

    private void walk(JsonNode node, String place, String field) {
        if (node.isTextual()) {
            add(place.isEmpty() ? field : place, node.textValue());
        } else if (node.isArray()) {
            boolean numbered = field.equals("options") || field.equals("tasks");
            int position = 0;
            for (JsonNode element : node) {
                position++;
                walk(element, numbered ? place + "/" + position : place, field);
            }
        } else if (node.isObject()) {
            if (node.path("@type").asText().equals("file")) {
                return;
            }
            if (isRich(node)) {
                add(place, line(node, new StringBuilder()).toString());
                besides(node, place);
                return;
            }
            for (Map.Entry<String, JsonNode> child : node.properties()) {
                String name = child.getKey();
                if (isText(name, child.getValue())) {
                    walk(child.getValue(), TRANSPARENT.contains(name) ? place : join(place, name), name);
                }
            }
        }
    }

    /** The pieces of a rich text, which differ only in their formatting. */
    private static StringBuilder line(JsonNode node, StringBuilder line) {
        if (node.isTextual()) {
            line.append(node.textValue());
        } else if (node.isArray()) {
            node.forEach(element -> line(element, line));
        } else if (node.isObject()) {
            line(node.path("text"), line);
            line(node.path("texts"), line);
        }
        return line;
    }

    /** What a rich text holds besides its line: where its links lead, files, the words for an emoji. */
    private void besides(JsonNode node, String place) {
        for (Map.Entry<String, JsonNode> child : node.properties()) {
            JsonNode value = child.getValue();
            if (value.isArray()) {
                value.forEach(element -> besides(element, place));
            } else if (value.isObject() && isRich(value)) {
                besides(value, place);
            } else if (!child.getKey().equals("text") && isText(child.getKey(), value)) {
                walk(value, join(place, child.getKey()), child.getKey());
            }
        }
    }

    private static boolean isRich(JsonNode node) {
        return node.path("@type").asText().startsWith("richText");
    }

    private static boolean isText(String field, JsonNode value) {
        if (value.isContainerNode()) {
            return !CODES.contains(field);
        }
        return value.isTextual() && !CODES.contains(field) && !field.endsWith(NUMBER) && !field.endsWith(NUMBERS);
    }

    private static String join(String place, String field) {
        return place.isEmpty() ? field : place + "_" + field;
    }

    private void add(String place, String text) {
        if (!text.isBlank()) {
            found.add(new Words(place, text));
        }
    }
}
