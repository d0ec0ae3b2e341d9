package dev.tgarchiver.tracker.post;

import dev.tgarchiver.model.FileState;
import java.util.Optional;

/**
 * The archive's state of a post.
 *
 * @param messageId the post's id in its channel
 * @param editSeconds when it was last edited, in seconds since 1970; 0 if never
 * @param deleted whether it was found deleted at Telegram
 * @param file its file, if it holds one
 */
public record PostStatus(long messageId, long editSeconds, boolean deleted, Optional<File> file) {

    /** A post that Telegram has, as far as is known. */
    public PostStatus(long messageId, long editSeconds, Optional<File> file) {
        this(messageId, editSeconds, false, file);
    }

    /**
     * A file and its state.
     *
     * @param uniqueId Telegram's, empty where it gives none
     * @param kind the media kind's key
     * @param name the sender's, empty if none
     * @param size in bytes, 0 if unknown
     * @param state its state
     * @param cause why it failed or was skipped, as a word for counting
     * @param reason the same, as a sentence
     */
    public record File(
            String uniqueId, String kind, String name, long size, FileState state, String cause, String reason) {}
}
