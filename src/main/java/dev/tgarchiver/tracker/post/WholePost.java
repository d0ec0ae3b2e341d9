package dev.tgarchiver.tracker.post;

import dev.tgarchiver.model.post.Post;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A post with all that the archive has of it but its earlier versions.
 *
 * @param post its columns, without attachments
 * @param deletedAt when Telegram was seen to have it no longer
 * @param version how many versions were seen; 0 when it was recorded before posts were kept whole
 * @param json TDLib's message; empty then, and when it is damaged
 * @param files in the order of its content, the main one first
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record WholePost(
        Post post, Optional<Instant> deletedAt, int version, Optional<byte[]> json, List<HeldFile> files) {

    /** Copies the list. */
    public WholePost {
        files = List.copyOf(files);
    }
}
