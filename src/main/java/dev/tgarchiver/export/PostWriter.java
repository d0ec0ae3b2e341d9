package dev.tgarchiver.export;

import java.io.IOException;

/** Writes the posts of one chat in one format: {@link #start}, each post, the oldest first, {@link #end}. */
public interface PostWriter {

    /** Writes what precedes the posts. */
    void start() throws IOException;

    /** Writes a post. */
    void post(ArchivedPost post) throws IOException;

    /** Writes what follows the posts, and all that is not written yet. The stream stays open. */
    void end() throws IOException;
}
