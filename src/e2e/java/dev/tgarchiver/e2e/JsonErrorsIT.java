package dev.tgarchiver.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tgarchiver.localtelegram.world.Media;
import dev.tgarchiver.localtelegram.world.PostDraft;
import dev.tgarchiver.localtelegram.world.RemoteFile;
import dev.tgarchiver.program.ProgramRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Commands that fail and were asked for JSON. */
final class JsonErrorsIT extends EndToEnd {

    private JsonNode error(int exitCode, String... command) throws IOException {
        ProgramRun run = archiver.run("", command);
        assertThat(run.exitCode()).as("%s", run).isEqualTo(exitCode);
        List<String> lines = run.out().lines().toList();
        assertThat(lines).as("%s", run).isNotEmpty();
        JsonNode json = new ObjectMapper().readTree(lines.get(lines.size() - 1));
        assertThat(json.path("type").asText()).isEqualTo("error");
        JsonNode error = json.path("error");
        assertThat(error.path("exit_code").asInt()).isEqualTo(exitCode);
        assertThat(run.err()).contains(error.path("messages").path(0).asText());
        return error;
    }

    private JsonNode onlyError(int exitCode, String... command) throws IOException {
        JsonNode error = error(exitCode, command);
        assertThat(archiver.run("", command).out().lines()).hasSize(1);
        return error;
    }

    @Test
    void are_one_json_object_on_standard_output() throws IOException {
        for (String command : List.of("stats", "verify", "progress", "chats", "download")) {
            JsonNode usage = onlyError(2, command, "--json", "--jsno");
            assertThat(usage.path("message").asText()).contains("has no option --jsno");
            assertThat(usage.path("hint").asText()).isEqualTo("archiver " + command + " --help");
            assertThat(onlyError(2, command, "--json", "-c", "none.yaml")
                            .path("message")
                            .asText())
                    .contains("none.yaml");
        }
        assertThat(onlyError(2, "stats", "--json").path("message").asText()).startsWith("No archive here");
        onlyError(2, "verify", "--json");
        onlyError(2, "download", "--json");
        onlyError(4, "chats", "--json");
        onlyError(4, "download", "@some", "--json");
    }

    @Test
    void name_every_mistake_of_a_configuration() throws IOException {
        Path other = folder.resolve("other.yaml");
        Files.writeString(other, "chanels: []\ndownload: {max_queue_size: many}\n");
        JsonNode error = onlyError(2, "stats", "--json", "-c", "other.yaml");
        assertThat(error.path("messages")).hasSize(2);
        assertThat(error.path("messages").path(0).asText()).contains("chanels");
    }

    @Test
    void that_end_a_run_come_after_its_events() throws IOException {
        telegram.world()
                .channel("Some")
                .username("some")
                .posts(1, id -> PostDraft.media(Media.document("one.bin", RemoteFile.ofSize(1_000))));
        archiver.loggedIn();
        archiver.configure("  min_free_space: 1000TB\n");
        assertThat(error(6, "download", "@some", "--json").path("message").asText())
                .contains("min_free_space");
    }
}
