package dev.tgarchiver.tracker.post;

import dev.tgarchiver.model.FileState;
import java.util.List;
import java.util.Optional;

/**
 * The archive's state of a post.
 *
 * @param messageId the post's id in its channel
 * @param editSeconds when it was last edited, in seconds since 1970; 0 if never
 * @param deleted whether it was found deleted at Telegram
 * @param file the file that makes it a photo, a video and so on, if it holds one
 * @param further its other recorded files
 */
public record PostStatus(long messageId, long editSeconds, boolean deleted, Optional<File> file, List<File> further) {

    /** Copies the list. */
    public PostStatus {
        further = List.copyOf(further);
    }

    /** A post that Telegram has, as far as is known. */
    public PostStatus(long messageId, long editSeconds, Optional<File> file) {
        this(messageId, editSeconds, false, file, List.of());
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
