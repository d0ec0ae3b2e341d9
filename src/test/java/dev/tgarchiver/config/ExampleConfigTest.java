package dev.tgarchiver.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example is the documentation of the configuration, so it must not lag behind. */
class ExampleConfigTest {

    private final ConfigFixture user;
    private final String example;

    ExampleConfigTest(@TempDir Path folder) throws IOException {
        example = Files.readString(Path.of("config.example.yaml"));
        user = new ConfigFixture(folder)
                .environment("TELEGRAM_API_ID", "12345")
                .environment("TELEGRAM_API_HASH", "0123456789abcdef0123456789abcdef");
    }

    @Test
    void holds_the_defaults() throws ConfigException {
        Map<String, String> defaults = values(user.load());

        Map<String, String> shown = values(user.file(example).load());

        assertThat(shown.remove("channels")).isEqualTo("[@example]");
        defaults.remove("channels");
        assertThat(shown).isEqualTo(defaults);
    }

    @Test
    void names_every_key() throws ConfigException {
        for (Setting<?> setting : Settings.all()) {
            String name = setting.key().substring(setting.key().lastIndexOf('.') + 1);
            assertThat(example).containsPattern("(?m)^ *" + name + ":");
            assertThat(setting.description()).as(setting.key()).endsWith(".").doesNotContain("\n");
            assertThat(setting.allowed()).as(setting.key()).isNotBlank();
            assertThat(setting.environmentName()).matches("ARCHIVER_[A-Z0-9_]+");
        }
    }

    private static Map<String, String> values(Configuration configuration) {
        Map<String, String> values = new HashMap<>();
        configuration.effective().forEach(setting -> values.put(setting.key(), setting.value()));
        return values;
    }
}
