package dev.tgarchiver.storage.naming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafeNameTest {

    @Test
    void every_hostile_name_becomes_safe() {
        assertThat(HostileNames.all()).hasSizeGreaterThan(200);
        for (String name : HostileNames.all()) {
            requireSafe(name, 200);
            requireSafe(name, 50);
            requireSafe(name, 24);
        }
    }

    @Test
    void random_names_become_safe() {
        Random random = new Random(7);
        int[] interesting = {
            '.', ' ', '-', '/', '\\', ':', 0x301, 0x200B, 0x202E, 0xD83D, 0xDE00, 0x338, '<', 'C', 'O', 'N', '_'
        };
        for (int round = 0; round < 20_000; round++) {
            StringBuilder name = new StringBuilder();
            for (int i = random.nextInt(40); i > 0; i--) {
                name.appendCodePoint(
                        random.nextBoolean()
                                ? interesting[random.nextInt(interesting.length)]
                                : random.nextInt(0x20000));
            }
            requireSafe(name.toString(), 24 + random.nextInt(177));
        }
    }

    @Test
    void every_safe_name_can_be_a_file_directly_in_its_folder(@TempDir Path folder) throws Exception {
        for (String name : HostileNames.all()) {
            Path file = folder.resolve(SafeName.of(name, "fallback"));
            assertThat(file.normalize().getParent()).as(escaped(name)).isEqualTo(folder);
            Files.writeString(file, "x");
        }
        assertThat(folder.getParent()).isNotNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "song.mp3                | song.mp3",
                "AC/DC: Thunder?.mp3     | AC_DC_ Thunder_.mp3",
                "  many   spaces .txt    | many spaces .txt",
                ".hidden                 | _hidden",
                "-rf                     | _rf",
                "../../etc/passwd        | __.._etc_passwd",
                "CON                     | _CON",
                "nul.txt                 | _nul.txt",
                "CONSOLE.txt             | CONSOLE.txt",
                "name...                 | name",
                "Музыка 2024.flac        | Музыка 2024.flac",
                "日本語.pdf               | 日本語.pdf",
                "🎵 hit 🎶.ogg           | 🎵 hit 🎶.ogg",
                "100% (live) [a] & b.mp4 | 100% (live) [a] & b.mp4",
            })
    void keeps_what_does_no_harm(String name, String expected) {
        assertThat(SafeName.of(name, "fallback")).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "...", ". . .", "-", "--- ", "\u200B", "\u3164", "\u2800", "\u202E", "\n\t"})
    void takes_the_fallback_when_nothing_is_left(String name) {
        assertThat(SafeName.of(name, "photo")).isEqualTo("photo");
    }

    @Test
    void a_useless_fallback_still_gives_a_name() {
        assertThat(SafeName.of("..", "")).isEqualTo("_");
        assertThat(SafeName.of("..", "../x")).isEqualTo("__x");
    }

    @Test
    void cuts_the_stem_and_keeps_the_extension() {
        assertThat(SafeName.of("x".repeat(300) + ".mp3", "f")).isEqualTo("x".repeat(196) + ".mp3");
        assertThat(SafeName.of("x".repeat(300) + ".tar.gz", "f")).isEqualTo("x".repeat(193) + ".tar.gz");
        assertThat(SafeName.of("x".repeat(300) + ".no extension at all", "f")).isEqualTo("x".repeat(200));
    }

    @Test
    void cuts_between_visible_characters() {
        String accented = "e\u0301\u0323"; // one letter with two marks; NFC leaves a letter and a mark
        String cut = SafeName.of(accented.repeat(100), "f", 24);
        String one = Normalizer.normalize(accented, Normalizer.Form.NFC);
        assertThat(cut).isEqualTo(one.repeat(24 / FileName.bytes(one)));

        String flag = "\uD83C\uDDE9\uD83C\uDDEA";
        assertThat(SafeName.of(flag.repeat(20), "f", 30)).isEqualTo(flag.repeat(3));
        assertThat(SafeName.of("a" + "\u0301".repeat(500), "f", 24)).startsWith("\u00E1\u0301");
    }

    @Test
    void a_budget_has_limits() {
        assertThatThrownBy(() -> SafeName.of("x", "f", 23)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SafeName.of("x", "f", 201)).isInstanceOf(IllegalArgumentException.class);
    }

    /** What the name promises, each promise checked in another way than it is kept. */
    static void requireSafe(String raw, int budget) {
        String safe = SafeName.of(raw, "fallback", budget);
        String told = escaped(raw) + " -> " + escaped(safe);
        assertThat(safe).as(told).isNotBlank().isNotIn(".", "..");
        assertThat(safe.getBytes(java.nio.charset.StandardCharsets.UTF_8).length)
                .as(told)
                .isLessThanOrEqualTo(budget);
        assertThat(safe).as(told).doesNotStartWith(".").doesNotStartWith("-").doesNotStartWith(" ");
        assertThat(safe).as(told).doesNotEndWith(".").doesNotEndWith(" ");
        assertThat(safe).as(told).doesNotContain("<", ">", ":", "\"", "/", "\\", "|", "?", "*");
        assertThat(safe.codePoints())
                .as(told)
                .noneMatch(character -> Character.isISOControl(character)
                        || Character.getType(character) == Character.FORMAT
                        || Character.getType(character) == Character.SURROGATE);
        assertThat(Normalizer.isNormalized(safe, Normalizer.Form.NFC)).as(told).isTrue();
        String base = safe.replaceFirst("(?s)[. ].*", "").toUpperCase(Locale.ROOT);
        assertThat(base).as(told).isNotIn("CON", "PRN", "AUX", "NUL", "CLOCK$", "CONIN$", "CONOUT$");
        assertThat(base).as(told).doesNotMatch("(COM|LPT)[0-9\u00B9\u00B2\u00B3]");
        assertThat(SafeName.of(safe, "other", budget)).as(told).isEqualTo(safe);
    }

    static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.chars()
                .limit(100)
                .forEach(character -> escaped.append(
                        character > ' ' && character < 127
                                ? String.valueOf((char) character)
                                : "\\u%04x".formatted(character)));
        return escaped.toString();
    }
}
