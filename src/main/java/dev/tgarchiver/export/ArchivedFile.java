package dev.tgarchiver.export;

import dev.tgarchiver.model.RelativePath;
import java.util.Optional;

/**
 * What the archive has of a file of a post.
 *
 * @param uniqueId Telegram's
 * @param state whether the archive has its bytes, and why not
 * @param path below the archive's folder; empty unless the file is stored
 * @param size bytes
 * @param sha256 of its bytes; empty unless the file is stored
 */
public record ArchivedFile(String uniqueId, State state, Optional<RelativePath> path, long size, String sha256) {

    /** Whether there are bytes. */
    public enum State {
        STORED,
        /** It was not downloaded, or not yet. */
        NOT_INCLUDED,
        /** It is larger than what was wanted. */
        TOO_LARGE,
        /** Telegram does not give it. */
        UNAVAILABLE
    }
}
