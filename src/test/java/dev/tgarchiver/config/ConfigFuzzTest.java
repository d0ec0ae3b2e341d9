package dev.tgarchiver.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a file holds, loading it ends in a configuration or in the one typed failure. */
class ConfigFuzzTest {

    /** A part of the hundred thousand that scripts/fuzz tries: each of them writes and reads a file. */
    private static final int ROUNDS = Integer.getInteger("archiver.fuzz.rounds", 5_000);

    private static final String[] PIECES = {
        "\t",
        "\n",
        "\0",
        ": ",
        "- ",
        "&a ",
        "*a",
        "!!java.lang.Runtime ",
        "<<: *a\n",
        "{",
        "}",
        "[",
        "]",
        "'",
        "\"",
        "${",
        "${HOME}",
        "$${",
        "|\n",
        ">\n",
        "? ",
        "%YAML 1.1\n",
        "---\n",
        "...\n",
        "\uFEFF",
        "\uD83D\uDE00",
        "\\ud800",
        "\"\\ud800\"",
        "\"\\U00110000\"",
        "\"\\xzz\"",
        "!!binary ====",
        "999999999999999999999",
        "-0",
        ".nan",
        "~",
        "null",
        "socks5://%:@[",
        "tg://proxy?server=&port=&secret=",
        "@",
        "-100",
        "\u202e",
        "telegram:\n",
        "download: ",
        "#"
    };

    @Test
    void mutated_files_end_in_a_configuration_or_a_typed_failure(@TempDir Path folder) throws IOException {
        Random random = new Random(20260101);
        byte[] example = Files.readAllBytes(Path.of("config.example.yaml"));
        ConfigFixture user =
                new ConfigFixture(folder).environment("TELEGRAM_API_ID", "1").environment("HOME", "/h");
        int loaded = 0;
        for (int round = 0; round < ROUNDS; round++) {
            byte[] mutated = mutate(example, random);
            Files.write(user.configFile(), mutated);
            try {
                user.load();
                loaded++;
            } catch (ConfigException e) {
                assertThat(e.problems()).isNotEmpty();
            } catch (RuntimeException | StackOverflowError e) {
                fail("round " + round + ":\n" + new String(mutated, StandardCharsets.UTF_8), e);
            }
        }
        assertThat(loaded).isBetween(1, ROUNDS - 1);
    }

    private static byte[] mutate(byte[] original, Random random) {
        // Comments would take most of the hits, so the file is thinned out first.
        String text = new String(original, StandardCharsets.UTF_8).replaceAll("(?m)^\\s*#.*\\n", "");
        StringBuilder mutated = new StringBuilder(text);
        int changes = 1 + random.nextInt(6);
        for (int i = 0; i < changes; i++) {
            int at = random.nextInt(mutated.length() + 1);
            switch (random.nextInt(5)) {
                case 0 -> mutated.insert(at, PIECES[random.nextInt(PIECES.length)]);
                case 1 -> mutated.insert(at, (char) random.nextInt(0x2FF));
                case 2 -> mutated.delete(at, Math.min(mutated.length(), at + random.nextInt(20)));
                case 3 ->
                    mutated.insert(at, mutated.substring(at, Math.min(mutated.length(), at + random.nextInt(60))));
                default -> replaceValue(mutated, random);
            }
        }
        byte[] bytes = mutated.toString().getBytes(StandardCharsets.UTF_8);
        if (bytes.length > 0 && random.nextInt(10) == 0) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    private static void replaceValue(StringBuilder text, Random random) {
        int colon = text.indexOf(": ", random.nextInt(text.length() + 1));
        int end = colon < 0 ? -1 : text.indexOf("\n", colon);
        if (end > 0) {
            text.replace(colon + 2, end, PIECES[random.nextInt(PIECES.length)]);
        }
    }
}
