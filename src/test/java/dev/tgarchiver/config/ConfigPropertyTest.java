package dev.tgarchiver.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.tgarchiver.property.Texts;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A value is in force or refused with the key's name, wherever it comes from; a secret is never in the words. */
class ConfigPropertyTest {

    private static final int TRIES = 1_000;

    /** Relative ones start at the file's folder, or at the working directory. */
    private static final Set<String> PATHS = Set.of("data_dir");

    private static final List<String> PIECES = List.of(
            "1",
            "0",
            "-",
            "socks5://",
            "http://",
            "tg://proxy?server=",
            "@",
            "user:pw@",
            "[::1]",
            ":1080",
            "MB",
            "h",
            "${HOME}",
            "$$",
            "audio",
            ",",
            "2026-01-01",
            "true",
            "https://t.me/",
            "c/",
            "+",
            "..",
            "~");

    /** The value in force, unless it is refused. */
    private static Optional<String> load(ConfigFixture user, String key, String name) {
        try {
            return user.load().effective().stream()
                    .filter(setting -> setting.key().equals(key))
                    .map(EffectiveSetting::value)
                    .findFirst();
        } catch (ConfigException e) {
            assertThat(e.problems()).isNotEmpty();
            // What YAML itself cannot read is told by its line.
            assertThat(e.getMessage()).containsAnyOf(name, "config.yaml:1:", "config.yaml:2:");
            return Optional.empty();
        }
    }

    @Test
    void a_value_is_the_same_from_the_file_and_from_the_environment(@TempDir Path folder) {
        int number = 0;
        for (String key : List.of(
                "telegram.proxy",
                "download.worker_timeout",
                "download.max_bytes_per_run",
                "download.concurrent_downloads",
                "download.types",
                "download.since",
                "data_dir",
                "channels")) {
            String variable = "ARCHIVER_" + key.replace('.', '_').toUpperCase(Locale.ROOT);
            ConfigFixture byFile = new ConfigFixture(folder.resolve("file" + number)).environment("HOME", "/h");
            Path own = folder.resolve("environment" + number++);
            new Texts(21, 12, PIECES).check(TRIES / 4, any -> {
                // Neither a file nor the environment can hold half a character.
                String text = new String(any.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
                // JSON's strings are YAML's.
                String value = TextNode.valueOf(text.replace("\0", "")).toString();
                String[] names = key.split("\\.");
                byFile.file(
                        names.length == 1
                                ? key + ": " + value + "\n"
                                : names[0] + ":\n  " + names[1] + ": " + value + "\n");
                Optional<String> fromFile = load(byFile, key, key);
                Optional<String> fromEnvironment = load(
                        new ConfigFixture(own).environment("HOME", "/h").environment(variable, text), key, variable);
                // Only a file's values have variables in them; anything may be the title of a channel.
                boolean expands = text.contains("$");
                if (fromFile.isPresent()
                        && fromEnvironment.isPresent()
                        && !text.isBlank()
                        && !PATHS.contains(key)
                        && !expands) {
                    assertThat(fromEnvironment).isEqualTo(fromFile);
                }
            });
        }
    }

    @Test
    void a_secret_is_never_in_the_words(@TempDir Path folder) {
        ConfigFixture user = new ConfigFixture(folder);
        new Texts(22, 12, PIECES).check(TRIES, text -> {
            String hash = "canary" + text.replace("\0", "").replace("$", "");
            user.environment("ARCHIVER_TELEGRAM_API_HASH", hash);
            user.environment(
                    "ARCHIVER_TELEGRAM_PROXY",
                    text.replace("$", "") + "socks5://u:canary@host" + text.replace("$", ""));
            assertThat(user.failure()).doesNotContain("canary");
        });
    }
}
