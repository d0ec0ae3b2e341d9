package dev.tgarchiver.storage.chunk;

/**
 * The division of a file into chunks, which are numbered from 0. Only computes.
 *
 * @param size the file's size in bytes, above 0
 * @param chunk the bytes of every chunk except the last, which may be shorter; a multiple of {@link #UNIT}
 */
public record ChunkGrid(long size, long chunk) {

    /** Every part that Telegram sends lies within one unit. */
    public static final long UNIT = 1 << 20;

    /** Validates both values. */
    public ChunkGrid {
        if (size <= 0 || chunk <= 0 || chunk % UNIT != 0 || (size - 1) / chunk >= Integer.MAX_VALUE) {
            throw new IllegalArgumentException(size + " bytes cannot be divided into chunks of " + chunk);
        }
    }

    /** The number of chunks. */
    public int count() {
        return (int) ((size - 1) / chunk) + 1;
    }

    /** The offset of a chunk in bytes. */
    public long offset(int number) {
        return number * chunk;
    }

    /** The length of a chunk in bytes. */
    public long length(int number) {
        return Math.min(chunk, size - offset(number));
    }

    /** The length of a run of chunks in bytes. */
    public long length(ChunkRun run) {
        return offset(run.end() - 1) + length(run.end() - 1) - offset(run.first());
    }
}
