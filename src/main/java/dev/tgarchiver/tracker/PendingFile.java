package dev.tgarchiver.tracker;

import dev.tgarchiver.model.Media;
import dev.tgarchiver.model.PostId;
import java.time.Instant;

/**
 * A file that is to be fetched.
 *
 * @param origin the post through which to fetch it; others may hold it too
 * @param media as announced; its unique id is empty if Telegram gave none
 * @param postDate when the origin was posted
 * @param attempts how many were made and counted
 */
public record PendingFile(long id, PostId origin, Media media, Instant postDate, int attempts) {}
