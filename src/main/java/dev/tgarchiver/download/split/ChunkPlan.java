package dev.tgarchiver.download.split;

import dev.tgarchiver.storage.chunk.ChunkRun;
import java.util.BitSet;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * Which chunks of a file are whole, which somebody fetches, and which are next: always the first that are free, so that the
 * file grows from its beginning. Every beginning costs a worker time (TDLib sends its first requests with pauses, 0.25 s in
 * all), so it gets several chunks that lie together: many at first, few near the end, so that all workers end together.
 * Guarded by whoever has it.
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
     * @param whole those that are here already
     * @param workers how many there are to share the work, now
     * @param fewest how many a worker gets near the end
     * @param most how many it gets at most
     */
    ChunkPlan(int count, BitSet whole, DoubleSupplier workers, int fewest, int most) {
        this.count = count;
        this.workers = workers;
        this.fewest = fewest;
        this.most = most;
        this.whole = (BitSet) whole.clone();
        taken = (BitSet) whole.clone();
    }

    /** The next free chunks, which are the caller's until they are whole or given back. */
    Optional<ChunkRun> take() {
        int first = taken.nextClearBit(0);
        if (first >= count) {
            return Optional.empty();
        }
        // All that is free, were it dealt out now: who is slow with it leaves the rest to the others, who get less and
        // less.
        int share = (int) ((count - taken.cardinality()) / Math.max(1, workers.getAsDouble()));
        int wanted = Math.max(fewest, Math.min(most, share));
        int gap = taken.nextSetBit(first);
        int end = Math.min(first + wanted, gap < 0 ? count : gap);
        taken.set(first, end);
        return Optional.of(new ChunkRun(first, end - first));
    }

    /** Chunks that were taken did not come. */
    void giveBack(ChunkRun run) {
        taken.clear(run.first(), run.end());
    }

    /** Chunks that were taken are here. */
    void whole(ChunkRun run) {
        whole.set(run.first(), run.end());
    }

    /** Whether a chunk is free. */
    boolean hasFree() {
        return taken.cardinality() < count;
    }

    /** Whether all are whole. */
    boolean isWhole() {
        return whole.cardinality() == count;
    }
}
