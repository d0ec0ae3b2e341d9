package dev.tgarchiver.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class SpeedMeterTest {

    private static final long SECOND = 1_000_000_000L;
    private static final long ANY_START = -77 * SECOND;

    private final SpeedMeter meter = new SpeedMeter();

    @Test
    void there_is_no_speed_before_anything_began() {
        assertThat(meter.perSecond(ANY_START)).isEmpty();
    }

    @Test
    void there_is_no_speed_in_the_first_second() {
        meter.add(ANY_START, 5_000_000);
        assertThat(meter.perSecond(ANY_START + SECOND - 1)).isEmpty();
        assertThat(meter.perSecond(ANY_START + SECOND)).hasValue(5_000_000);
    }

    @Test
    void the_speed_of_a_young_download_is_that_of_all_of_it() {
        meter.start(ANY_START);
        meter.add(ANY_START + SECOND, 3_000);
        meter.add(ANY_START + 3 * SECOND, 3_000);
        assertThat(meter.perSecond(ANY_START + 4 * SECOND)).hasValue(1_500);
    }

    @Test
    void what_is_older_than_the_window_counts_no_more() {
        meter.add(ANY_START, 1_000_000_000);
        for (int second = 1; second <= 30; second++) {
            meter.add(ANY_START + second * SECOND, 2_000);
        }
        // Ten full seconds, and the half-second slot of which nothing has passed yet.
        assertThat(meter.perSecond(ANY_START + 30 * SECOND + SECOND / 2 - 1).getAsDouble())
                .isBetween(1_999.0, 2_001.0);
    }

    @Test
    void a_stalled_download_has_speed_zero_and_no_eta() {
        meter.add(ANY_START, 1_000_000);
        OptionalDouble speed = meter.perSecond(ANY_START + 11 * SECOND);
        assertThat(speed).hasValue(0);
        assertThat(SpeedMeter.eta(1_000, speed)).isEmpty();
    }

    @Test
    void it_recovers_after_any_pause() {
        meter.add(ANY_START, 1_000_000);
        meter.add(ANY_START + 100_000 * SECOND, 10_000);
        assertThat(meter.perSecond(ANY_START + 100_000 * SECOND + SECOND / 2).getAsDouble())
                .isBetween(1_000.0, 1_060.0);
    }

    @Test
    void the_eta_is_rounded_up_to_the_second() {
        assertThat(SpeedMeter.eta(1_001, OptionalDouble.of(1_000))).contains(Duration.ofSeconds(2));
        assertThat(SpeedMeter.eta(1_000, OptionalDouble.of(1_000))).contains(Duration.ofSeconds(1));
    }

    @Test
    void there_is_no_eta_when_it_is_unknown_done_or_absurd() {
        assertThat(SpeedMeter.eta(1_000, OptionalDouble.empty())).isEmpty();
        assertThat(SpeedMeter.eta(0, OptionalDouble.of(5))).isEmpty();
        assertThat(SpeedMeter.eta(-5, OptionalDouble.of(5))).isEmpty();
        assertThat(SpeedMeter.eta(Long.MAX_VALUE, OptionalDouble.of(1))).isEmpty();
    }
}
