package dev.tgarchiver.post;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tgarchiver.model.post.Attachment;
import dev.tgarchiver.model.post.FileRole;
import dev.tgarchiver.model.post.Media;

/**
 * A file of a message.
 *
 * @param role what it is in the post
 * @param media as Telegram announces it
 * @param file TDLib's {@code file}
 */
public record AttachedFile(FileRole role, Media media, JsonNode file) {

    /** The same without TDLib's object. */
    public Attachment attachment() {
        return new Attachment(role, media);
    }
}
