package dev.tgarchiver.tracker.sqlite.post;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tgarchiver.tracker.query.Feature;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Tokens that say what a post has, where no column says it. No word can be one. */
public final class Marks {

    /** What has a mark. */
    public static final Set<Feature> MARKED = Set.copyOf(EnumSet.of(Feature.LINK, Feature.FORWARD, Feature.BUTTONS));

    private static final String FIRST = "\ue002";

    private static final List<String> LINKS = List.of("textEntityTypeUrl", "textEntityTypeTextUrl");

    private Marks() {}

    public static String of(Feature feature) {
        return FIRST + feature.name().toLowerCase(Locale.ROOT);
    }

    static List<String> of(JsonNode message) {
        Set<Feature> features = EnumSet.noneOf(Feature.class);
        JsonNode content = message.path("content");
        if (content.has("link_preview") || hasLink(content.path("text")) || hasLink(content.path("caption"))) {
            features.add(Feature.LINK);
        }
        if (message.path("forward_info").isObject()) {
            features.add(Feature.FORWARD);
        }
        if (message.path("reply_markup").path("@type").asText().equals("replyMarkupInlineKeyboard")) {
            features.add(Feature.BUTTONS);
        }
        return features.stream().map(Marks::of).toList();
    }

    /** Of formatting as JSON. */
    static List<String> ofEntities(String entities) {
        return LINKS.stream().anyMatch(link -> entities.contains('"' + link + '"'))
                ? List.of(of(Feature.LINK))
                : List.of();
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
