package dev.tgarchiver.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tgarchiver.localtelegram.world.Channel;
import dev.tgarchiver.localtelegram.world.Media;
import dev.tgarchiver.localtelegram.world.PostDraft;
import dev.tgarchiver.localtelegram.world.RemoteFile;
import dev.tgarchiver.program.Installation;
import dev.tgarchiver.program.ProgramRun;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is said, counted and logged when a run is over, above all when something failed. */
final class OutcomeIT extends EndToEnd {

    private Channel channel;

    @BeforeEach
    void start() throws IOException {
        channel = telegram.world()
                .channel("Some Channel")
                .username("some")
                .posts(
                        4,
                        id -> PostDraft.media(Media.document("file " + id + ".bin", RemoteFile.ofSize(50_000L * id))));
        channel.post(PostDraft.text("Just words"));
        archiver.loggedIn();
    }

    private List<String> log() throws IOException {
        return Files.readAllLines(folder.resolve("data/logs/downloader.log"));
    }

    @Test
    void files_that_fail_again_and_again_are_given_up_with_the_reason() throws IOException {
        telegram.faults().error("upload.getFile", 400, "LOCATION_INVALID").forever();
        ProgramRun run = archiver.run("", "download", "@some");
        assertThat(run.exitCode()).as("%s", run).isEqualTo(3);
        assertThat(run.out()).contains("4 files failed.").contains("archiver retry @some && archiver download @some");
        assertThat(log())
                .filteredOn(line -> line.contains("[worker_"))
                .anyMatch(line -> line.contains("file 1.bin") && line.contains("attempt 1, next at"))
                .anyMatch(line -> line.contains("file 1.bin") && line.contains("attempt 2"))
                .anyMatch(line -> line.contains("file 1.bin") && line.contains("failed after 3 attempts"));
        assertThat(archiver.run("", "stats").out())
                .contains("attempts: gave up after 3 attempts (download.retry.max_attempts); later runs try again");
    }

    @Test
    void a_channel_that_cannot_be_opened_is_named_at_the_end() throws IOException {
        ProgramRun run = archiver.run("", "download", "@nobody_has_it", "@some", "--max-files", "2");
        assertThat(run.exitCode()).as("%s", run).isEqualTo(5);
        assertThat(run.out())
                .containsPattern("Failed channel +Why\n@nobody_has_it +\\S+")
                .contains("Archived 2 files")
                .contains("1 channel failed. 2 files (350 KB) pending.");

        ProgramRun alone = archiver.run("", "download", "@nobody_has_it");
        assertThat(alone.exitCode()).as("%s", alone).isEqualTo(5);
        assertThat(alone.out())
                .contains("Archived 0 files (0 B)")
                .contains("1 channel failed.")
                .contains("try again with: archiver download");
        assertThat(archiver.run("", "download", "@nobody_has_it", "--json").out())
                .contains("{\"type\":\"channel_failed\",")
                .contains("\"name\":\"@nobody_has_it\"")
                .contains("\"channels_failed\":1");
    }

    @Test
    void a_json_run_is_one_object_per_line_and_nothing_else() throws IOException {
        ProgramRun run = archiver.run("", "download", "@some", "--json", "--max-files", "2");
        List<String> lines = run.out().lines().toList();
        assertThat(lines)
                .allSatisfy(line -> assertThat(
                                new ObjectMapper().readTree(line).path("type").asText())
                        .isNotEmpty());
        assertThat(lines.get(0)).startsWith("{\"type\":\"run_started\"").contains("\"max_files\":2");
        assertThat(lines.get(lines.size() - 1))
                .startsWith("{\"type\":\"run_finished\"")
                .contains("\"outcome\":\"limit_reached\"");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void the_log_tells_each_worker_s_story_and_no_secrets() throws IOException {
        channel.post(PostDraft.media(Media.document("a\u001b[2J\nb.bin", RemoteFile.ofSize(70_000))));
        archiver.run("", "download", "@some", "--workers", "2", "-v");
        List<String> lines = log();
        for (String name : List.of("file 1.bin", "file 4.bin")) {
            assertThat(lines)
                    .filteredOn(line -> line.contains(name))
                    .anyMatch(line -> line.matches(".* INFO  \\[worker_[12]] .* started, .* KB"))
                    .anyMatch(line -> line.matches(".* INFO  \\[worker_[12]] .* done, .* KB in \\d+\\.\\d s, as .*"));
        }
        assertThat(lines).anyMatch(line -> line.contains(" DEBUG [main] HistoryWalker: Some Channel: "));
        assertThat(lines).allMatch(line -> line.matches("\\d{4}-\\d\\d-\\d\\dT.*"));
        assertThat(String.join("", lines))
                .doesNotContain("\u001b")
                .doesNotContain("0123456789abcdef0123456789abcdef")
                .doesNotContain(Installation.PHONE.substring(1));
    }
}
