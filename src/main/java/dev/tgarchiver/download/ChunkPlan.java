package dev.tgarchiver.download;

import java.util.BitSet;
import java.util.OptionalInt;

/**
 * Which chunks of a file are whole, which somebody fetches, and which is next: always the first that is free, so that the
 * file grows from its beginning. Guarded by whoever has it.
 */
final class ChunkPlan {

    private final int count;
    private final BitSet whole;

    /** Whole, or being fetched. */
    private final BitSet taken;

    /** {@code whole} are here already, of chunks 0 to {@code count} - 1. */
    ChunkPlan(int count, BitSet whole) {
        this.count = count;
        this.whole = (BitSet) whole.clone();
        taken = (BitSet) whole.clone();
    }

    /** The next free chunk, which is the caller's until it is whole or given back. */
    OptionalInt take() {
        int next = taken.nextClearBit(0);
        if (next >= count) {
            return OptionalInt.empty();
        }
        taken.set(next);
        return OptionalInt.of(next);
    }

    /** A chunk that was taken did not come. */
    void giveBack(int chunk) {
        taken.clear(chunk);
    }

    /** A chunk that was taken is here. */
    void whole(int chunk) {
        whole.set(chunk);
    }

    /** Whether a chunk is free. */
    boolean hasFree() {
        return taken.cardinality() < count;
    }

    /** Whether one is whole. */
    boolean isWhole(int chunk) {
        return whole.get(chunk);
    }

    /** Whether all are whole. */
    boolean isWhole() {
        return whole.cardinality() == count;
    }
}
