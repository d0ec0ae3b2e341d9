package dev.tgarchiver.storage.chunk;

/**
 * Chunks of a file that lie together.
 *
 * @param first the number of the first
 * @param count how many, 1 or more
 */
public record ChunkRun(int first, int count) {

    /** The number after the last. */
    public int end() {
        return first + count;
    }
}
