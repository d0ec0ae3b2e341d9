package dev.tgarchiver.post;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tgarchiver.model.post.Reaction;
import java.util.ArrayList;
import java.util.List;

/**
 * What a post has gathered: kept as it was last seen, without a version of its own. Zero where Telegram does not count.
 *
 * @param replies comments of a channel's post, or replies in a group
 */
public record PostCounters(int views, int forwards, int replies, List<Reaction> reactions) {

    /** The counters of a message. */
    public static PostCounters of(JsonNode message) {
        JsonNode info = message.path("interaction_info");
        List<Reaction> reactions = new ArrayList<>();
        for (JsonNode reaction : info.path("reactions").path("reactions")) {
            JsonNode type = reaction.path("type");
            int total = reaction.path("total_count").intValue();
            switch (type.path("@type").asText()) {
                case "reactionTypeEmoji" ->
                    reactions.add(new Reaction("emoji", type.path("emoji").asText(), total));
                case "reactionTypeCustomEmoji" ->
                    reactions.add(new Reaction(
                            "custom_emoji", type.path("custom_emoji_id").asText(), total));
                case "reactionTypePaid" -> reactions.add(new Reaction("paid", "", total));
                default ->
                    reactions.add(
                            new Reaction(ContentType.word(type.path("@type").asText()), "", total));
            }
        }
        return new PostCounters(
                info.path("view_count").intValue(),
                info.path("forward_count").intValue(),
                info.path("reply_info").path("reply_count").intValue(),
                List.copyOf(reactions));
    }
}
