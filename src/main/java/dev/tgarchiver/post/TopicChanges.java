package dev.tgarchiver.post;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tgarchiver.model.SingleLine;
import dev.tgarchiver.model.post.Post;
import dev.tgarchiver.model.post.RawMessage;
import dev.tgarchiver.model.post.TopicChange;
import java.util.Optional;
import java.util.Set;

/** Reads what service messages say about forum topics. */
public final class TopicChanges {

    private static final String CREATED = "forum_topic_created";
    private static final String EDITED = "forum_topic_edited";
    private static final String CLOSED = "forum_topic_is_closed_toggled";
    private static final String HIDDEN = "forum_topic_is_hidden_toggled";
    private static final Set<String> TYPES = Set.of(CREATED, EDITED, CLOSED, HIDDEN);

    private TopicChanges() {}

    /** What a post says about a topic; empty for all other posts. */
    public static Optional<TopicChange> of(Post post) {
        if (!TYPES.contains(post.type())) {
            return Optional.empty();
        }
        return post.detail()
                .raw()
                .map(RawMessage::json)
                .map(json -> change(post, RawMessages.read(json).path("content")));
    }

    private static TopicChange change(Post post, JsonNode content) {
        boolean created = post.type().equals(CREATED);
        JsonNode icon = content.path("icon");
        Optional<Long> emoji = Optional.empty();
        if (created) {
            emoji = Optional.of(icon.path("custom_emoji_id").asLong());
        } else if (content.path("edit_icon_custom_emoji_id").booleanValue()) {
            emoji = Optional.of(content.path("icon_custom_emoji_id").asLong());
        }
        return new TopicChange(
                created ? post.id().messageId() : post.detail().topic(),
                post.date(),
                Optional.of(SingleLine.of(content.path("name").asText())).filter(name -> !name.isEmpty()),
                emoji,
                created ? Optional.of(icon.path("color").intValue()) : Optional.empty(),
                state(content, "is_closed"),
                state(content, "is_hidden"),
                created ? Optional.of(post.detail().sender()) : Optional.empty());
    }

    private static Optional<Boolean> state(JsonNode content, String field) {
        return content.has(field) ? Optional.of(content.path(field).booleanValue()) : Optional.empty();
    }
}
