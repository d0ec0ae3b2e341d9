package dev.tgarchiver.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tgarchiver.localtelegram.faults.Fault;
import dev.tgarchiver.localtelegram.world.Channel;
import dev.tgarchiver.localtelegram.world.Media;
import dev.tgarchiver.localtelegram.world.PostDraft;
import dev.tgarchiver.localtelegram.world.RemoteFile;
import dev.tgarchiver.program.ProgramRun;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A run is complete only when the archive of its channels is: what earlier runs left behind is said and tried again. */
final class FailedEarlierIT extends EndToEnd {

    private Channel channel;

    @BeforeEach
    void start() throws IOException {
        channel = channel("Some Channel", "some");
        archiver.loggedIn();
    }

    private Channel channel(String title, String username) {
        return telegram.world()
                .channel(title)
                .username(username)
                .posts(3, id -> PostDraft.media(Media.document(id + ".bin", RemoteFile.ofSize(200_000L + id))));
    }

    /** Has every file of a channel fail in each of its attempts; afterwards Telegram is well again. */
    private void fail(String name) throws IOException {
        Fault fault = telegram.faults()
                .error("upload.getFile", 400, "LOCATION_INVALID")
                .forever();
        ProgramRun run = archiver.run("", "download", name);
        assertThat(run.exitCode()).as("%s", run).isEqualTo(3);
        fault.times(0);
    }

    private void letThePauseEnd() throws SQLException {
        String url = "jdbc:sqlite:" + folder.resolve("data/tracker.db");
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("UPDATE file SET retry_at = 1 WHERE retry_at > 0");
        }
    }

    private void assertWhole(Channel whole) throws IOException {
        archiver.assertArchiveIs(
                whole.history().ids().stream().map(whole.history()::required).toList());
    }

    @Test
    void later_runs_say_so_until_the_files_are_here() throws IOException {
        fail("@some");
        ProgramRun later = archiver.run("", "download", "@some");
        assertThat(later.exitCode()).as("%s", later).isEqualTo(3);
        assertThat(later.out())
                .containsPattern("^Nothing new \\(.*\\)\\. 3 files failed in earlier runs: archiver retry @some\n"
                        + "Later runs try them again on their own, from .* \\(in .*\\)\\.\n$");
        ProgramRun quiet = archiver.run("", "download", "@some", "-q");
        assertThat(quiet.exitCode()).as("%s", quiet).isEqualTo(3);
        assertThat(quiet.out()).hasLineCount(1).contains("3 files failed in earlier runs: archiver retry @some");
        assertThat(quiet.err()).isEmpty();
        assertThat(archiver.run("", "download", "@some", "--json").out())
                .contains("\"failed_earlier\":3")
                .contains("\"outcome\":\"some_failed\"");

        ProgramRun retry = archiver.run("", "retry", "@some");
        assertThat(retry.out()).isEqualTo("3 failed files are pending again. To fetch them: archiver download @some\n");
        ProgramRun now = archiver.run("", "download", "@some");
        assertThat(now.exitCode()).as("%s", now).isZero();
        assertWhole(channel);
    }

    @Test
    void the_channel_is_named_as_the_shell_takes_it_with_the_configuration() throws IOException {
        Files.move(folder.resolve("config.yaml"), folder.resolve("my config.yaml"));
        Channel other = channel("Other", "other");
        Fault fault = telegram.faults()
                .error("upload.getFile", 400, "LOCATION_INVALID")
                .forever();
        assertThat(archiver.run("", "download", "@other", "-c", "my config.yaml")
                        .exitCode())
                .isEqualTo(3);
        fault.times(0);
        ProgramRun both = archiver.run("", "download", "@some", "@other", "-c", "my config.yaml");
        assertThat(both.exitCode()).as("%s", both).isEqualTo(3);
        assertThat(both.out())
                .contains("3 files failed in earlier runs: archiver retry --config 'my config.yaml' @other\n");
        assertThat(archiver.run("", "stats", "-c", "my config.yaml").out())
                .contains(
                        "archiver retry --config 'my config.yaml' @other && archiver download --config 'my config.yaml'"
                                + " @other\n");

        ProgramRun retry = archiver.shell("archiver retry --config 'my config.yaml'");
        assertThat(retry.out()).endsWith("To fetch them: archiver download --config 'my config.yaml' @other\n");
        archiver.shell("archiver download --config 'my config.yaml' @other");
        assertThat(other.history().ids()).hasSize(3);
        assertThat(archiver.run("", "download", "@some", "@other", "-c", "my config.yaml")
                        .exitCode())
                .isZero();
    }

    @Test
    void a_later_run_tries_them_again_by_itself_when_the_pause_is_over() throws Exception {
        fail("@some");
        letThePauseEnd();
        ProgramRun later = archiver.run("", "download", "@some");
        assertThat(later.exitCode()).as("%s", later).isZero();
        assertThat(later.err()).contains("3 files that failed in earlier runs are tried again.");
        assertWhole(channel);
    }

    @Test
    void one_command_retries_and_downloads() throws IOException {
        fail("@some");
        ProgramRun dry = archiver.run("", "download", "@some", "--retry-failed", "--dry-run");
        assertThat(dry.exitCode()).as("%s", dry).isZero();
        assertThat(dry.out()).contains("3 files", "to download.").doesNotContain("failed in earlier runs");
        assertThat(archiver.run("", "download", "@some", "--dry-run").out())
                .contains("There is nothing to download.\n3 files failed in earlier runs and are not due yet");
        ProgramRun run = archiver.run("", "download", "@some", "--retry-failed");
        assertThat(run.exitCode()).as("%s", run).isZero();
        assertThat(run.out()).contains("Archived 3 files");
        assertWhole(channel);
    }
}
