package dev.tgarchiver.download.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tgarchiver.time.FakeTime;
import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class ThroughputTest {

    private static final Duration SLICE = Duration.ofMillis(500);

    private final FakeTime time = new FakeTime();
    private final Throughput throughput = new Throughput(time);

    private void slices(int count, long bytesEach) {
        for (int i = 0; i < count; i++) {
            throughput.received(bytesEach);
            time.pass(SLICE);
        }
    }

    @Test
    void knows_nothing_before_half_a_second() {
        throughput.received(1_000);
        time.pass(Duration.ofMillis(499));
        throughput.received(1_000);
        assertThat(throughput.bytesPerSecond()).isEmpty();
    }

    @Test
    void counts_what_came_by_the_time_it_took() {
        slices(2, 1_000);
        assertThat(throughput.bytesPerSecond()).hasValue(2_000);
    }

    @Test
    void small_files_do_not_make_a_fast_line_slow_at_once() {
        slices(3, 10_000_000);
        slices(2, 1_000);
        assertThat(throughput.bytesPerSecond().getAsLong()).isBetween(15_000_000L, 20_000_000L);
    }

    @Test
    void a_line_that_has_become_slow_is_known_for_it() {
        slices(3, 10_000_000);
        slices(40, 1_000_000);
        assertThat(throughput.bytesPerSecond()).hasValue(2_000_000);
    }

    @Test
    void a_pause_is_not_the_line() {
        slices(3, 10_000_000);
        time.pass(Duration.ofMinutes(10));
        slices(2, 10_000_000);
        assertThat(throughput.bytesPerSecond()).hasValue(20_000_000);
    }

    @Test
    void a_reach_is_what_is_brought_in_its_time_within_its_bounds() {
        AdaptiveSize reach = new AdaptiveSize(Duration.ofMillis(500), 1_000, 8_000, 4_000);
        assertThat(reach.bytes(OptionalLong.empty())).isEqualTo(4_000);
        assertThat(reach.bytes(OptionalLong.of(10_000))).isEqualTo(5_000);
        assertThat(reach.bytes(OptionalLong.of(10))).isEqualTo(1_000);
        assertThat(reach.bytes(OptionalLong.of(1_000_000))).isEqualTo(8_000);
        assertThat(AdaptiveSize.fixed(7).bytes(OptionalLong.of(10_000))).isEqualTo(7);
    }
}
