package dev.tgarchiver.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ShellQuotingTest {

    @Test
    void plain_words_stay_as_they_are() {
        assertThat(ShellQuoting.join(List.of("archiver", "download", "@some", "--since=2024-01-31T18:00")))
                .isEqualTo("archiver download @some --since=2024-01-31T18:00");
    }

    @Test
    void a_shell_reads_back_what_was_written() throws Exception {
        List<String> words = List.of("", "two words", "*.mp3", "it's", "$HOME `x` \"y\" \\ !", "ä;&|<>", "#tag");
        Process shell = new ProcessBuilder("sh", "-c", "printf '%s\\n' " + ShellQuoting.join(words)).start();
        String read = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(read).isEqualTo(String.join("\n", words) + "\n");
    }
}
