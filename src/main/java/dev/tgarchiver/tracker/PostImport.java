package dev.tgarchiver.tracker;

import dev.tgarchiver.model.Stored;
import dev.tgarchiver.model.post.PostId;
import dev.tgarchiver.tracker.post.ImportedPost;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Records posts and files that do not come from Telegram but from an export. For the process with the archive's lock. */
public interface PostImport {

    /**
     * Records those of the posts that the tracker does not know. What it knows stays as it is. A post without a raw message
     * counts as one that is not read yet, see {@link PostCatalog#nextUnread}: when Telegram gives it with the same text,
     * that makes no further version of it, and its imported file becomes Telegram's if the size is the same.
     *
     * @return those that it did not know
     * @throws IllegalArgumentException when the channel was not remembered or a post is another channel's
     */
    Set<PostId> recordImported(long chatId, List<ImportedPost> posts) throws TrackerFailure;

    /**
     * Marks a pending or failed file as done that is complete on disk under its final name, synced before this call.
     *
     * @return false, and nothing is changed, when the file is neither
     */
    boolean importFile(long file, Stored stored, Instant at) throws TrackerFailure;
}
