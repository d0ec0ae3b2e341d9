package dev.tgarchiver.console.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafeTextTest {

    @Test
    void no_character_that_a_terminal_acts_upon_passes() {
        for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
            String safe = SafeText.text("a" + new String(Character.toChars(codePoint)) + "b");
            int shown = safe.codePointAt(1);
            int type = Character.getType(shown);
            assertThat(type)
                    .as("U+%04X", codePoint)
                    .isNotIn(
                            (int) Character.CONTROL,
                            (int) Character.FORMAT,
                            (int) Character.SURROGATE,
                            (int) Character.PRIVATE_USE,
                            (int) Character.LINE_SEPARATOR,
                            (int) Character.PARAGRAPH_SEPARATOR);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"song.mp3", "Привет", "漢字", "é à ü", "شعر", "🎵🫠", "naïve e\u0301", "", " ", "a  b"})
    void ordinary_text_stays_as_it_is(String text) {
        assertThat(SafeText.text(text)).isEqualTo(text);
    }

    @Test
    void escapes_are_shown_and_directions_dropped() {
        assertThat(SafeText.text("\u001b[31mred\u009b2J\u0007")).isEqualTo("\uFFFD[31mred\uFFFD2J\uFFFD");
        assertThat(SafeText.text("evil\u202egpj.exe\u2066\u200f")).isEqualTo("evilgpj.exe");
        assertThat(SafeText.text("a\nb\tc\r\u0085\u2028d")).isEqualTo("a b c   d");
        assertThat(SafeText.text("\ud800x\udc00")).isEqualTo("\uFFFDx\uFFFD");
        assertThat(SafeText.text("\ufeffa\u00adb\ufe0f")).isEqualTo("ab");
    }

    @Test
    void marks_do_not_pile_up() {
        assertThat(SafeText.text("Z" + "\u0335".repeat(500) + "a")).isEqualTo("Z\u0335\u0335\u0335a");
    }

    @ParameterizedTest
    @CsvSource({
        "abc,3",
        "漢字,4",
        "🎵,2",
        "🫠,2",
        "e\u0301,1",
        "ｆｕ,4",
        "한국,4",
        "…,1",
        "█▏,2",
        "✅,2",
        "⌚,2",
        "☃,1",
        "a🎵b,4"
    })
    void width_is_in_columns(String text, int columns) {
        assertThat(SafeText.width(text)).isEqualTo(columns);
    }

    @ParameterizedTest
    @CsvSource({
        "song.mp3,8,song.mp3",
        "song.mp3,7,song.m…",
        "漢字漢字,8,漢字漢字",
        "漢字漢字,7,漢字漢…",
        "漢字漢字,6,漢字…",
        "漢字,1,…",
        "🎵🎵,3,🎵…",
        "abc,0,''"
    })
    void a_text_is_cut_between_characters(String text, int columns, String fitted) {
        assertThat(SafeText.fit(text, columns, "…")).isEqualTo(fitted);
        assertThat(SafeText.width(SafeText.fit(text, columns, "…"))).isLessThanOrEqualTo(columns);
    }
}
