package dev.tgarchiver.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Locale;

/** What a post says, for formats that people read. */
public final class PostBody {

    private PostBody() {}

    /** The text or caption with its formatting; of other contents, all words in them. */
    public static JsonNode text(ArchivedPost post) {
        JsonNode content = post.content();
        JsonNode own =
                content.path("@type").asText().equals("messageText") ? content.path("text") : content.path("caption");
        return own.path("text").asText().isEmpty()
                ? JsonNodeFactory.instance
                        .objectNode()
                        .put("text", hasPoll(post) ? "" : post.post().text())
                : own;
    }

    /** Whether it has a question with options, whose words are in them. */
    public static boolean hasPoll(ArchivedPost post) {
        return post.content().path("poll").isObject();
    }

    /** What it is, in words: {@code pin message} for {@code pin_message}. */
    public static String type(ArchivedPost post) {
        return post.post().type().replace('_', ' ');
    }

    /** The first line, at most {@code most} characters of it; what the post is where it has no text. */
    public static String title(ArchivedPost post, int most) {
        String line =
                WellFormed.text(post.post().text()).strip().lines().findFirst().orElse("");
        if (line.isEmpty()) {
            String type = type(post);
            return type.substring(0, 1).toUpperCase(Locale.ROOT) + type.substring(1);
        }
        if (line.codePointCount(0, line.length()) <= most) {
            return line;
        }
        return line.substring(0, line.offsetByCodePoints(0, most - 1)) + "…";
    }
}
