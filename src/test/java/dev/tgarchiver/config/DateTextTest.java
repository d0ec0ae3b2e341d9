package dev.tgarchiver.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DateTextTest {

    @ParameterizedTest
    @CsvSource({
        "2024, 2024-01-01T00:00:00Z, 2024-12-31T23:59:59Z",
        "2024-02, 2024-02-01T00:00:00Z, 2024-02-29T23:59:59Z",
        "2024-02-29, 2024-02-29T00:00:00Z, 2024-02-29T23:59:59Z",
        "2024-02-29T18:00, 2024-02-29T18:00:00Z, 2024-02-29T18:00:00Z",
        "2024-02-29 18:00:30, 2024-02-29T18:00:30Z, 2024-02-29T18:00:30Z",
        "2024-02-29T18:00:00+02:00, 2024-02-29T16:00:00Z, 2024-02-29T16:00:00Z",
        "2024-02-29T18:00:00Z, 2024-02-29T18:00:00Z, 2024-02-29T18:00:00Z",
    })
    void reads_the_first_and_the_last_second(String text, String first, String last) {
        assertThat(DateText.parse(text, false)).hasToString(first);
        assertThat(DateText.parse(text, true)).hasToString(last);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"yesterday", "2024-13", "2023-02-29", "24-01-01", "2024-1-1", "01.02.2024", "2024-01-01T", "T"})
    void refuses_anything_else(String text) {
        assertThatThrownBy(() -> DateText.parse(text, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("is no date");
    }
}
