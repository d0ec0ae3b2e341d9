package dev.tgarchiver.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tgarchiver.localtelegram.world.Channel;
import dev.tgarchiver.localtelegram.world.Media;
import dev.tgarchiver.localtelegram.world.PostDraft;
import dev.tgarchiver.localtelegram.world.RemoteFile;
import dev.tgarchiver.program.ProgramRun;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What ends a run early. */
final class LimitsIT extends EndToEnd {

    private Channel channel;

    @BeforeEach
    void start() throws IOException {
        channel = telegram.world()
                .channel("Some Channel")
                .username("some")
                .posts(10, id -> PostDraft.media(Media.document(id + ".bin", RemoteFile.ofSize(100_000L * id))));
        archiver.loggedIn();
    }

    /** The whole channel is known before a run begins, so that it begins with the smallest file. */
    private void walk() throws IOException {
        ProgramRun run = archiver.run("", "download", "@some", "--dry-run");
        assertThat(run.exitCode()).as("%s", run).isZero();
        assertThat(run.out()).contains("10 files (5.5 MB) to download");
    }

    private void finish() throws IOException {
        ProgramRun run = archiver.run("", "download", "@some");
        assertThat(run.exitCode()).as("%s", run).isZero();
        archiver.assertArchiveIs(channel.history().ids().stream()
                .map(channel.history()::required)
                .toList());
    }

    @Test
    void bytes() throws IOException {
        walk();
        ProgramRun run = archiver.run("", "download", "@some", "--max-bytes", "1.2MB");
        assertThat(run.exitCode()).as("%s", run).isZero();
        assertThat(archiver.archived().keySet())
                .as("100 + 200 + 300 + 400 KB; 500 more would be too much")
                .containsExactlyInAnyOrder(1, 2, 3, 4);
        assertThat(run.out())
                .contains(
                        "stopped at the limit of 1.2 MB per run (download.max_bytes_per_run). 6 files (4.5 MB) pending.")
                .endsWith("Continue with: archiver download @some --max-bytes 1.2MB\n");
        assertThat(archiver.run("", "stats", "--json").out()).contains("limit_reached");
        finish();
    }

    @Test
    void free_space() throws IOException {
        walk();
        archiver.configure("  min_free_space: 4000TB\n");
        ProgramRun run = archiver.run("", "download", "@some", "--workers", "1");
        assertThat(run.exitCode()).as("%s", run).isEqualTo(6);
        assertThat(run.err())
                .contains("Not enough space in " + archiver.downloads())
                .contains("free")
                .contains("the next file needs")
                .contains("4.0 PB must stay free (download.min_free_space)");
        assertThat(archiver.archived()).isEmpty();
        archiver.configure("  min_free_space: 0\n");
        finish();
    }

    @Test
    void a_limit_is_said_in_one_line_when_quiet() throws IOException {
        walk();
        ProgramRun run = archiver.run("", "download", "@some", "--max-files", "2", "-q");
        assertThat(run.exitCode()).as("%s", run).isZero();
        assertThat(run.out())
                .hasLineCount(1)
                .contains(
                        "stopped at the limit of 2 files per run (download.max_files_per_run). 8 files (5.2 MB) pending.");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void there_is_no_limit_of_files_unless_the_configuration_names_one() throws IOException {
        String configuration = Files.readString(archiver.folder().resolve("config.yaml"));
        Files.writeString(
                archiver.folder().resolve("config.yaml"), configuration.replaceFirst(" *max_files_per_run: 0\n", ""));
        telegram.world()
                .channel("Many")
                .username("many")
                .posts(110, id -> PostDraft.media(Media.document("more " + id, RemoteFile.ofSize(10))));
        ProgramRun run = archiver.run("", "download", "@many", "-q");
        assertThat(run.exitCode()).as("%s", run).isZero();
        assertThat(archiver.archived()).hasSize(110);
        assertThat(run.out()).isEmpty();
    }

    @Test
    void workers() throws IOException {
        ProgramRun many = archiver.run("", "download", "@some", "--workers", "9");
        assertThat(many.exitCode()).as("%s", many).isEqualTo(2);
        assertThat(many.err()).contains("option --workers").contains("from 1 to 8");
        ProgramRun six = archiver.run("", "download", "@some", "--workers", "6");
        assertThat(six.exitCode()).as("%s", six).isZero();
        assertThat(six.err()).contains("Telegram may limit the account");
    }
}
