package dev.tgarchiver.tracker.file;

import dev.tgarchiver.model.post.Media;
import dev.tgarchiver.model.post.PostId;
import java.time.Instant;

/**
 * A file to fetch.
 *
 * @param origin the post through which to fetch it; others may hold it too
 * @param media as announced; its unique id is empty if Telegram gave none
 * @param postDate when the origin was posted
 * @param attempts counted attempts so far
 */
public record PendingFile(long id, PostId origin, Media media, Instant postDate, int attempts) {}
