package dev.tgarchiver.tracker.post;

import static dev.tgarchiver.tracker.Samples.NEWS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tgarchiver.tracker.Samples;
import dev.tgarchiver.tracker.Tracker;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.sqlite.SqliteTracker;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which ids were walked, in memory and in the tracker. */
final class WalkedTest {

    private static final int IDS = 60;

    @Test
    void a_channel_is_complete_when_nothing_is_left_below_the_newest_that_was_walked() {
        assertThat(Walked.NOTHING.isComplete()).isFalse();
        assertThat(Walked.NOTHING.plus(new IdRange(1, 9)).isComplete()).isFalse();
        assertThat(Walked.NOTHING.plus(IdRange.upTo(0)).isComplete()).isTrue();
        assertThat(Walked.NOTHING
                        .plus(IdRange.upTo(9))
                        .plus(new IdRange(11, 12))
                        .isComplete())
                .isFalse();
        assertThat(Walked.NOTHING
                        .plus(IdRange.upTo(9))
                        .plus(new IdRange(11, 12))
                        .plus(new IdRange(10, 10))
                        .isComplete())
                .isTrue();
    }

    @Test
    void gaps_are_what_lies_between_and_around() {
        Walked walked = Walked.of(List.of(new IdRange(50, 59), new IdRange(10, 19)));
        assertThat(walked.gaps(0, 100)).containsExactly(new IdRange(0, 9), new IdRange(20, 49), new IdRange(60, 100));
        assertThat(walked.gaps(15, 55)).containsExactly(new IdRange(20, 49));
        assertThat(walked.gaps(12, 18)).isEmpty();
        assertThat(walked.gaps(30, 30)).containsExactly(new IdRange(30, 30));
        assertThat(walked.gaps(30, 29)).isEmpty();
        assertThat(Walked.NOTHING.gaps(1, 2)).containsExactly(new IdRange(1, 2));
        assertThatThrownBy(() -> new IdRange(2, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void the_tracker_joins_ranges_as_the_set_of_their_ids_does(@TempDir Path folder) throws TrackerFailure {
        Random random = new Random(1);
        for (int round = 0; round < 30; round++) {
            try (Tracker tracker = SqliteTracker.open(folder.resolve(round + ".db"))) {
                Samples.remember(tracker, NEWS);
                BitSet ids = new BitSet();
                Walked walked = Walked.NOTHING;
                for (int i = 0; i < 12; i++) {
                    int first = random.nextInt(IDS);
                    IdRange range = new IdRange(first, first + random.nextInt(8));
                    ids.set(first, Math.toIntExact(range.last()) + 1);
                    walked = walked.plus(range);
                    tracker.recordPage(NEWS, List.of(), range);
                    Walked recorded = tracker.channel(NEWS).orElseThrow().walked();
                    assertThat(recorded).isEqualTo(walked).isEqualTo(new Walked(ranges(ids)));
                }
                assertThat(tracker.integrityCheck()).isEmpty();
            }
        }
    }

    private static List<IdRange> ranges(BitSet ids) {
        List<IdRange> ranges = new ArrayList<>();
        for (int first = ids.nextSetBit(0); first >= 0; first = ids.nextSetBit(ids.nextClearBit(first))) {
            ranges.add(new IdRange(first, ids.nextClearBit(first) - 1L));
        }
        return ranges;
    }
}
