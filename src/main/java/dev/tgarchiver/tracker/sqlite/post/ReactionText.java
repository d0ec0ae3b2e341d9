package dev.tgarchiver.tracker.sqlite.post;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tgarchiver.model.post.Reaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The column post.reactions: a JSON object of emoji, {@code custom_emoji:number} or {@code paid} to how many. */
public final class ReactionText {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static final String EMOJI = "emoji";

    private ReactionText() {}

    public static String of(List<Reaction> reactions) {
        if (reactions.isEmpty()) {
            return "";
        }
        ObjectNode text = MAPPER.createObjectNode();
        for (Reaction reaction : reactions) {
            String key = reaction.kind().equals(EMOJI)
                    ? reaction.key()
                    : reaction.kind() + (reaction.key().isEmpty() ? "" : ":" + reaction.key());
            text.put(key, reaction.total());
        }
        return text.toString();
    }

    public static List<Reaction> read(String text) {
        if (text.isEmpty()) {
            return List.of();
        }
        try {
            List<Reaction> reactions = new ArrayList<>();
            for (Map.Entry<String, JsonNode> field : MAPPER.readTree(text).properties()) {
                String key = field.getKey();
                int colon = key.indexOf(':');
                boolean word = colon > 0 || key.equals("paid");
                reactions.add(new Reaction(
                        word ? (colon > 0 ? key.substring(0, colon) : key) : EMOJI,
                        word ? key.substring(colon > 0 ? colon + 1 : key.length()) : key,
                        field.getValue().intValue()));
            }
            return reactions;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("reactions that are not JSON: " + text, e);
        }
    }
}
