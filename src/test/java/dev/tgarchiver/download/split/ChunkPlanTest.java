package dev.tgarchiver.download.split;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tgarchiver.storage.chunk.ChunkRun;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Which worker gets which chunks of a file. */
final class ChunkPlanTest {

    private double workers = 4;

    private ChunkPlan plan(int count, int... whole) {
        BitSet here = new BitSet();
        for (int chunk : whole) {
            here.set(chunk);
        }
        return new ChunkPlan(count, here, () -> workers, 2, 16);
    }

    private static List<ChunkRun> takeAll(ChunkPlan plan) {
        List<ChunkRun> runs = new ArrayList<>();
        for (Optional<ChunkRun> run = plan.take(); run.isPresent(); run = plan.take()) {
            runs.add(run.get());
        }
        return runs;
    }

    @Test
    void many_together_at_first_and_few_near_the_end() {
        List<ChunkRun> runs = takeAll(plan(72));
        assertThat(runs).startsWith(new ChunkRun(0, 16), new ChunkRun(16, 14), new ChunkRun(30, 10));
        assertThat(runs.subList(runs.size() - 4, runs.size()))
                .extracting(ChunkRun::count)
                .allMatch(count -> count <= 2);
        assertThat(runs).hasSizeLessThan(15);
    }

    @Test
    void a_worker_that_has_it_nearly_for_itself_gets_nearly_all_that_may_be_taken() {
        ChunkPlan plan = plan(47);
        workers = 1.25;
        assertThat(takeAll(plan)).extracting(ChunkRun::count).containsExactly(16, 16, 12, 2, 1);
    }

    @Test
    void never_more_than_the_most_together() {
        assertThat(takeAll(plan(1_000))).extracting(ChunkRun::count).allMatch(count -> count <= 16);
    }

    @Test
    void what_is_here_is_not_fetched() {
        assertThat(takeAll(plan(9, 0, 1, 3, 7)))
                .containsExactly(new ChunkRun(2, 1), new ChunkRun(4, 2), new ChunkRun(6, 1), new ChunkRun(8, 1));
        assertThat(plan(3, 0, 1, 2).isWhole()).isTrue();
    }

    @Test
    void what_is_given_back_goes_first() {
        ChunkPlan plan = plan(30);
        ChunkRun first = plan.take().orElseThrow();
        ChunkRun second = plan.take().orElseThrow();
        plan.giveBack(first);
        assertThat(plan.take().orElseThrow().first()).isZero();
        plan.whole(second);
        assertThat(plan.isWhole()).isFalse();
    }

    @Test
    void whatever_fails_every_chunk_is_fetched_by_one_at_a_time_until_all_are_here() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            int count = 1 + random.nextInt(100);
            ChunkPlan plan = plan(count);
            BitSet whole = new BitSet();
            List<ChunkRun> taken = new ArrayList<>();
            while (!plan.isWhole()) {
                Optional<ChunkRun> next = taken.size() < 4 ? plan.take() : Optional.empty();
                if (next.isPresent()) {
                    BitSet run = new BitSet();
                    run.set(next.get().first(), next.get().end());
                    assertThat(run.intersects(whole)).isFalse();
                    taken.forEach(other -> assertThat(
                                    run.get(other.first(), other.end()).isEmpty())
                            .isTrue());
                    taken.add(next.get());
                    continue;
                }
                ChunkRun ended = taken.remove(random.nextInt(taken.size()));
                if (random.nextInt(3) == 0) {
                    plan.giveBack(ended);
                    assertThat(plan.hasFree()).isTrue();
                } else {
                    plan.whole(ended);
                    whole.set(ended.first(), ended.end());
                }
            }
            assertThat(whole.cardinality()).isEqualTo(count);
            assertThat(plan.hasFree()).isFalse();
        }
    }
}
