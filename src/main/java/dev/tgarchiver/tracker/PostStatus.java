package dev.tgarchiver.tracker;

import dev.tgarchiver.model.FileState;
import java.util.Optional;

/**
 * How the archive stands with a post.
 *
 * @param messageId the post's id in its channel
 * @param editSeconds when it was last edited, in seconds since 1970; 0 if never
 * @param file what it holds, if it holds a file
 */
public record PostStatus(long messageId, long editSeconds, Optional<File> file) {

    /**
     * A file and what has become of it.
     *
     * @param uniqueId Telegram's, empty where it gives none
     * @param kind the media kind's key
     * @param name the sender's, empty if none
     * @param size in bytes, 0 if unknown
     * @param state where it stands
     * @param cause why it failed or was skipped, as a word to count by
     * @param reason the same, as a sentence
     */
    public record File(
            String uniqueId, String kind, String name, long size, FileState state, String cause, String reason) {}
}
