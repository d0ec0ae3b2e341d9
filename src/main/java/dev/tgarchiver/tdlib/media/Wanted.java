package dev.tgarchiver.tdlib.media;

import dev.tgarchiver.model.post.Media;
import dev.tgarchiver.model.post.PostId;

/**
 * The file that a worker waits for.
 *
 * @param fileId TDLib's number of the file
 * @param what the download, for messages
 */
record Wanted(PostId post, Media expected, int fileId, String what) {}
