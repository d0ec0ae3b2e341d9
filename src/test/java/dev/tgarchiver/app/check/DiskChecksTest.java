package dev.tgarchiver.app.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tgarchiver.app.CompletionStatus;
import dev.tgarchiver.app.check.Finding.Status;
import dev.tgarchiver.config.ConfigLoader;
import dev.tgarchiver.tracker.sqlite.SqliteTracker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskChecksTest {

    @TempDir
    private Path folder;

    private Findings check(String... lines) throws Exception {
        Path file = Files.write(folder.resolve("config.yaml"), List.of(lines));
        Findings findings = new Findings(finding -> {});
        new DiskChecks(
                        new ConfigLoader(Map.of(), folder, folder.toString()).load(Optional.of(file), List.of()),
                        findings)
                .run();
        return findings;
    }

    private static Finding of(Findings findings, String check) {
        return findings.all().stream()
                .filter(finding -> finding.check().equals(check))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void folders_that_are_not_there_are_not_made() throws Exception {
        Findings findings = check("data_dir: ./data");
        assertThat(findings.status()).isEqualTo(CompletionStatus.DONE);
        assertThat(of(findings, "output_dir").result()).endsWith("(does not exist yet; the first run creates it)");
        assertThat(of(findings, "file system").status()).isEqualTo(Status.SKIPPED);
        assertThat(of(findings, "tracker").result()).isEqualTo("nothing is archived yet");
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    void the_file_system_is_tried_and_left_as_it_was() throws Exception {
        Path output = Files.createDirectories(folder.resolve("data/downloads"));
        Findings findings = check("data_dir: ./data");
        assertThat(of(findings, "file system").status()).isEqualTo(Status.OK);
        assertThat(of(findings, "file system").result()).contains("long names, hard links");
        assertThat(output).isEmptyDirectory();
    }

    @Test
    void a_file_in_a_folders_place_is_told_with_its_key() throws Exception {
        Files.writeString(folder.resolve("occupied"), "");
        Files.writeString(folder.resolve("taken"), "");
        Findings findings = check(
                "data_dir: ./data", "download:", "  output_dir: ./occupied", "telegram: {session_dir: ./taken/in}");
        assertThat(findings.status()).isEqualTo(CompletionStatus.STORAGE);
        assertThat(of(findings, "output_dir").result()).isEqualTo(folder.resolve("occupied") + " is not a folder");
        assertThat(of(findings, "output_dir").advice()).contains("set download.output_dir to");
        assertThat(of(findings, "session_dir").advice()).contains("set telegram.session_dir to");
    }

    @Test
    void room_below_the_reserve_is_a_problem() throws Exception {
        Findings findings = check("download: {min_free_space: 1000TB}");
        assertThat(findings.status()).isEqualTo(CompletionStatus.STORAGE);
        assertThat(of(findings, "free space").result()).contains("must stay free (download.min_free_space)");
        assertThat(of(check("download: {min_free_space: 0}"), "free space").status())
                .isEqualTo(Status.OK);
    }

    @Test
    void a_tracker_that_is_damaged_is_a_problem() throws Exception {
        Path data = Files.createDirectories(folder.resolve("data"));
        SqliteTracker.open(data.resolve("tracker.db")).close();
        assertThat(of(check("data_dir: ./data"), "tracker").result()).endsWith("0 channels");
        Files.writeString(data.resolve("tracker.db"), "not a database, and long enough to be looked at".repeat(100));
        Findings findings = check("data_dir: ./data");
        assertThat(of(findings, "tracker").status()).isEqualTo(Status.PROBLEM);
        assertThat(findings.status()).isEqualTo(CompletionStatus.STORAGE);
    }
}
