package dev.tgarchiver.storage.chunk;

/**
 * Consecutive chunks of a file.
 *
 * @param first the number of the first chunk
 * @param count the number of chunks, at least 1
 */
public record ChunkRun(int first, int count) {

    /** The number after the last chunk. */
    public int end() {
        return first + count;
    }
}
