package dev.tgarchiver.tracker.post;

import dev.tgarchiver.model.post.Post;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A post of an export.
 *
 * @param post with a raw message if the export has it whole
 * @param json the export's message, which is kept unless the post has a raw message
 * @param earlier what it said before, the oldest first
 * @param deletedAt when Telegram was seen to have it no longer
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record ImportedPost(Post post, byte[] json, List<Earlier> earlier, Optional<Instant> deletedAt) {

    /** Copies the list. */
    public ImportedPost {
        earlier = List.copyOf(earlier);
    }

    /** An earlier version. */
    public record Earlier(Optional<Instant> editDate, String text) {}
}
