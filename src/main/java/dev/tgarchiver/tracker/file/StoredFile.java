package dev.tgarchiver.tracker.file;

import dev.tgarchiver.model.Stored;
import dev.tgarchiver.model.post.Media;
import dev.tgarchiver.model.post.PostId;
import java.time.Instant;

/**
 * A file that is in the archive.
 *
 * @param origin the post through which it was fetched
 * @param media as announced, but with the size on disk
 * @param postDate when the origin was posted
 * @param at when it was done
 * @param worker the worker that fetched it
 */
public record StoredFile(
        long id, PostId origin, Media media, Instant postDate, Stored stored, Instant at, String worker) {}
