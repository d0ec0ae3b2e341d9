package dev.tgarchiver.post;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Tokens that say what a post has, where no column says it. No word can be one. */
public final class Marks {

    /** What has a mark. */
    public static final Set<String> MARKED = Set.of("link", "forward", "buttons");

    private static final String FIRST = "\ue002";

    private static final List<String> LINKS = List.of("textEntityTypeUrl", "textEntityTypeTextUrl");

    private Marks() {}

    /** The mark of something that has one. */
    public static String of(String feature) {
        return FIRST + feature;
    }

    static List<String> of(JsonNode message) {
        List<String> marks = new ArrayList<>();
        JsonNode content = message.path("content");
        if (content.has("link_preview") || hasLink(content.path("text")) || hasLink(content.path("caption"))) {
            marks.add(of("link"));
        }
        if (message.path("forward_info").isObject()) {
            marks.add(of("forward"));
        }
        if (message.path("reply_markup").path("@type").asText().equals("replyMarkupInlineKeyboard")) {
            marks.add(of("buttons"));
        }
        return marks;
    }

    /** Of formatting as JSON. */
    static List<String> ofEntities(String entities) {
        return LINKS.stream().anyMatch(link -> entities.contains('"' + link + '"')) ? List.of(of("link")) : List.of();
    }

    private static boolean hasLink(JsonNode text) {
        for (JsonNode entity : text.path("entities")) {
            if (LINKS.contains(entity.path("type").path("@type").asText())) {
                return true;
            }
        }
        return false;
    }
}
