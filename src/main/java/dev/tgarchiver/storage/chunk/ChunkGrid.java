package dev.tgarchiver.storage.chunk;

/**
 * How a file is divided into chunks, which are numbered from 0. Computes only.
 *
 * @param size of the file, above 0
 * @param chunk bytes of every chunk but the last, which may have less; a multiple of {@link #UNIT}
 */
public record ChunkGrid(long size, long chunk) {

    /** Every part that Telegram sends begins within one of these. */
    public static final long UNIT = 1 << 20;

    /** Checks both. */
    public ChunkGrid {
        if (size <= 0 || chunk <= 0 || chunk % UNIT != 0 || (size - 1) / chunk >= Integer.MAX_VALUE) {
            throw new IllegalArgumentException(size + " bytes cannot be divided into chunks of " + chunk);
        }
    }

    /** How many chunks there are. */
    public int count() {
        return (int) ((size - 1) / chunk) + 1;
    }

    /** Where a chunk begins. */
    public long offset(int number) {
        return number * chunk;
    }

    /** How long it is. */
    public long length(int number) {
        return Math.min(chunk, size - offset(number));
    }

    /** How long some are together. */
    public long length(ChunkRun run) {
        return offset(run.end() - 1) + length(run.end() - 1) - offset(run.first());
    }
}
