package dev.tgarchiver.tdlib;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tgarchiver.model.post.Post;
import dev.tgarchiver.post.AttachedFile;
import dev.tgarchiver.post.AttachedFiles;
import dev.tgarchiver.post.PostReader;
import dev.tgarchiver.tdlib.binding.TdError;
import java.util.Optional;

/** Converts TDLib's messages to posts, and checks that they can be posts. */
public final class PostMapping {

    private PostMapping() {}

    /** The id that TDLib gives to a message of the server. */
    public static long tdlibId(long messageId) {
        return PostReader.tdlibId(messageId);
    }

    /** The server's id of a message with this id in TDLib. */
    public static long messageId(long tdlibId) {
        return PostReader.messageId(tdlibId);
    }

    /**
     * The post of a {@code message}. Missing fields and fields of a wrong type count as empty.
     *
     * @throws TdError with code 0 when the message has no number or date that a post can have
     */
    public static Post post(JsonNode message) throws TdError {
        try {
            return PostReader.post(message);
        } catch (IllegalArgumentException e) {
            throw new TdError(0, "an invalid answer: " + e.getMessage());
        }
    }

    /** The post of a {@code message}, which must be of this chat. */
    public static Post post(long chatId, JsonNode message) throws TdError {
        Post post = post(message);
        if (post.id().chatId() != chatId) {
            throw new TdError(
                    0, "an invalid answer: a post of chat " + post.id().chatId());
        }
        return post;
    }

    /** Whether a message holds any file, thumbnails included. */
    public static boolean hasFiles(JsonNode message) {
        return !AttachedFiles.of(message).isEmpty();
    }

    /** The {@code file} that makes a message one of its kind, if it has one. */
    public static Optional<JsonNode> file(JsonNode message) {
        return AttachedFiles.main(AttachedFiles.of(message)).map(AttachedFile::file);
    }

    /**
     * The {@code file} of a message with this unique id, whatever its role in the post.
     *
     * @param uniqueId an empty one is the main file's
     */
    public static Optional<JsonNode> file(JsonNode message, String uniqueId) {
        if (uniqueId.isEmpty()) {
            return file(message);
        }
        return AttachedFiles.of(message).stream()
                .filter(file -> file.media().uniqueId().equals(uniqueId))
                .findFirst()
                .map(AttachedFile::file);
    }
}
