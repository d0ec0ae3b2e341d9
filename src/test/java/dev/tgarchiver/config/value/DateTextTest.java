package dev.tgarchiver.config.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DateTextTest {

    private static final Instant NOW = Instant.parse("2024-03-01T00:30:45Z");

    private final DateText utc = new DateText(Clock.fixed(NOW, ZoneOffset.UTC));

    @ParameterizedTest
    @CsvSource({
        "2024, 2024-01-01T00:00:00Z, 2024-12-31T23:59:59Z",
        "2024-02, 2024-02-01T00:00:00Z, 2024-02-29T23:59:59Z",
        "2024-02-29, 2024-02-29T00:00:00Z, 2024-02-29T23:59:59Z",
        "2024-02-29T18:00, 2024-02-29T18:00:00Z, 2024-02-29T18:00:00Z",
        "2024-02-29 18:00:30, 2024-02-29T18:00:30Z, 2024-02-29T18:00:30Z",
        "2024-02-29T18:00:00+02:00, 2024-02-29T16:00:00Z, 2024-02-29T16:00:00Z",
        "2024-02-29T18:00:00Z, 2024-02-29T18:00:00Z, 2024-02-29T18:00:00Z",
        "today, 2024-03-01T00:00:00Z, 2024-03-01T23:59:59Z",
        "Yesterday, 2024-02-29T00:00:00Z, 2024-02-29T23:59:59Z",
        "7d, 2024-02-23T00:00:00Z, 2024-02-23T23:59:59Z",
        "7d ago, 2024-02-23T00:00:00Z, 2024-02-23T23:59:59Z",
        "2w, 2024-02-16T00:00:00Z, 2024-02-16T23:59:59Z",
        "1y, 2023-03-01T00:00:00Z, 2023-03-01T23:59:59Z",
        "2h, 2024-02-29T22:00:00Z, 2024-02-29T22:59:59Z",
    })
    void reads_the_first_and_the_last_second(String text, String first, String last) {
        assertThat(utc.parse(text, false)).hasToString(first);
        assertThat(utc.parse(text, true)).hasToString(last);
    }

    @ParameterizedTest
    @CsvSource({
        "2024, 2023-12-31T23:00:00Z, 2024-12-31T22:59:59Z",
        "2024-07-01, 2024-06-30T22:00:00Z, 2024-07-01T21:59:59Z",
        "2024-07-01T18:00, 2024-07-01T16:00:00Z, 2024-07-01T16:00:00Z",
        "2024-07-01T18:00Z, 2024-07-01T18:00:00Z, 2024-07-01T18:00:00Z",
        "today, 2024-02-29T23:00:00Z, 2024-03-01T22:59:59Z",
    })
    void means_local_time(String text, String first, String last) {
        DateText berlin = new DateText(Clock.fixed(NOW, ZoneId.of("Europe/Berlin")));
        assertThat(berlin.parse(text, false)).hasToString(first);
        assertThat(berlin.parse(text, true)).hasToString(last);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tomorrow",
                "2024-13",
                "2023-02-29",
                "24-01-01",
                "2024-1-1",
                "01.02.2024",
                "2024-01-01T",
                "T",
                "d",
                "-7d",
                "7",
                "7m",
                "999999d",
                "99999y"
            })
    void refuses_anything_else(String text) {
        assertThatThrownBy(() -> utc.parse(text, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("is not a date");
    }
}
