package dev.tgarchiver.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatTest {

    @ParameterizedTest
    @CsvSource({
        "PT0S,0 s",
        "PT-5S,0 s",
        "PT0.44S,0.4 s",
        "PT41.9S,41 s",
        "PT59S,59 s",
        "PT5M7S,5 m 07 s",
        "PT1H2M59S,1 h 02 m",
        "PT23H59M,23 h 59 m",
        "PT76H,3 d 04 h"
    })
    void durations(Duration duration, String text) {
        assertThat(Format.duration(duration)).isEqualTo(text);
    }

    @Test
    void rates_and_counts() {
        assertThat(Format.perSecond(2_100_000.4)).isEqualTo("2.1 MB/s");
        assertThat(Format.perMinute(2_100_000)).isEqualTo("126 MB/min");
        assertThat(Format.count(12_345, "file")).isEqualTo("12,345 files");
        assertThat(Format.count(1, "file")).isEqualTo("1 file");
    }

    @Test
    void percent_is_rounded_down() {
        assertThat(Format.percent(999, 1000)).isEqualTo(99);
        assertThat(Format.percent(1000, 1000)).isEqualTo(100);
        assertThat(Format.percent(5, 0)).isZero();
        assertThat(Format.percent(50, 10)).isEqualTo(100);
    }
}
