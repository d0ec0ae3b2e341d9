package dev.tgarchiver.download.split;

import dev.tgarchiver.storage.chunk.ChunkRun;
import java.util.BitSet;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * Which chunks of a file are whole, which are in flight, and which are next: always the first free ones, so that the
 * file grows from its start. Every start costs a worker time (TDLib sends its first requests with pauses, 0.25 s in
 * all), so a worker gets several adjacent chunks: many at first, few near the end, so that all workers end together.
 * Guarded by its owner.
 */
final class ChunkPlan {

    private final int count;
    private final DoubleSupplier workers;
    private final int fewest;
    private final int most;
    private final BitSet whole;

    /** Whole, or being fetched. */
    private final BitSet taken;

    /**
     * Chunks 0 to {@code count} - 1.
     *
     * @param whole chunks that are already complete
     * @param workers how many workers share the file at present
     * @param fewest chunks that a worker gets near the end
     * @param most chunks that it gets at most
     */
    ChunkPlan(int count, BitSet whole, DoubleSupplier workers, int fewest, int most) {
        this.count = count;
        this.workers = workers;
        this.fewest = fewest;
        this.most = most;
        this.whole = (BitSet) whole.clone();
        taken = (BitSet) whole.clone();
    }

    /** The next free chunks, which belong to the caller until they are whole or given back. */
    Optional<ChunkRun> take() {
        int first = taken.nextClearBit(0);
        if (first >= count) {
            return Optional.empty();
        }
        // An even share of what is free now: a slow worker leaves the rest to the others, whose shares shrink.
        int share = (int) ((count - taken.cardinality()) / Math.max(1, workers.getAsDouble()));
        int wanted = Math.max(fewest, Math.min(most, share));
        int gap = taken.nextSetBit(first);
        int end = Math.min(first + wanted, gap < 0 ? count : gap);
        taken.set(first, end);
        return Optional.of(new ChunkRun(first, end - first));
    }

    /** Taken chunks were not received. */
    void giveBack(ChunkRun run) {
        taken.clear(run.first(), run.end());
    }

    /** Taken chunks are complete. */
    void whole(ChunkRun run) {
        whole.set(run.first(), run.end());
    }

    /** Whether a chunk is free. */
    boolean hasFree() {
        return taken.cardinality() < count;
    }

    /** Whether every chunk is whole. */
    boolean isWhole() {
        return whole.cardinality() == count;
    }
}
