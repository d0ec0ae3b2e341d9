package dev.tgarchiver.tracker.query;

import dev.tgarchiver.model.FileState;
import dev.tgarchiver.model.post.PostId;
import java.time.Instant;
import java.util.Optional;

/**
 * A post that a query has found, as last recorded.
 *
 * @param editDate of its last edit at Telegram
 * @param deletedAt when Telegram was seen to have it no longer
 * @param version how many versions were seen; 0 when it was never read whole
 * @param sender a user's id, or a chat's; 0 when unknown
 * @param senderName as last seen; empty when unknown
 * @param topic the number of its forum topic; 0 outside topics
 * @param entities the text's formatting as JSON; empty if none
 * @param author the signature
 * @param file the file that makes it one of its type
 * @param message the raw message as JSON, if it was asked for, is known and is not damaged
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record FoundPost(
        PostId id,
        Instant date,
        Optional<Instant> editDate,
        Optional<Instant> deletedAt,
        int version,
        String type,
        long sender,
        String senderName,
        long topic,
        String text,
        String entities,
        String author,
        Counters counters,
        Optional<File> file,
        Optional<byte[]> message) {

    /** What was counted of it, as last seen; reactions as a JSON object of emoji to number, empty for none. */
    public record Counters(int views, int forwards, int replies, String reactions) {}

    /**
     * A file.
     *
     * @param path relative to the output folder, while it is stored
     */
    public record File(
            String kind,
            String name,
            String performer,
            String title,
            long size,
            FileState state,
            Optional<String> path) {}
}
