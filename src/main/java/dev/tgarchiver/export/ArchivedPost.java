package dev.tgarchiver.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tgarchiver.model.post.Post;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A post as the archive has it.
 *
 * @param post what is read from its message
 * @param message TDLib's {@code message}
 * @param whole whether TDLib gave the message; else it was made from the columns of an archive that did not keep it
 * @param deletedAt when it was seen to be deleted at Telegram
 * @param earlier its earlier versions, the oldest first
 * @param files by Telegram's unique id
 */
public record ArchivedPost(
        Post post,
        ObjectNode message,
        boolean whole,
        Optional<Instant> deletedAt,
        List<Earlier> earlier,
        Map<String, ArchivedFile> files) {

    /** Copies the collections. */
    public ArchivedPost {
        earlier = List.copyOf(earlier);
        files = Map.copyOf(files);
    }

    /** What the post said before. */
    public record Earlier(Optional<Instant> editDate, String text) {}

    /** TDLib's content. */
    public JsonNode content() {
        return message.path("content");
    }
}
