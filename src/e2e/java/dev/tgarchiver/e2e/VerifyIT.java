package dev.tgarchiver.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tgarchiver.localtelegram.world.Channel;
import dev.tgarchiver.localtelegram.world.Media;
import dev.tgarchiver.localtelegram.world.Post;
import dev.tgarchiver.localtelegram.world.PostDraft;
import dev.tgarchiver.localtelegram.world.RemoteFile;
import dev.tgarchiver.program.ProgramRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class VerifyIT extends EndToEnd {

    private static final int FILES = 8;

    private Channel channel;

    @BeforeEach
    void archive() throws IOException {
        channel = telegram.world()
                .channel("Some Channel")
                .username("some")
                .posts(FILES, id -> PostDraft.media(Media.document(id + ".bin", RemoteFile.ofSize(600_000L + id))));
        archiver.loggedIn();
        download();
    }

    private void download() throws IOException {
        ProgramRun run = archiver.run("", "download", "@some");
        assertThat(run.exitCode()).as("%s", run).isZero();
    }

    private List<Post> posts() {
        return channel.history().ids().stream().map(channel.history()::required).toList();
    }

    /** Changes a byte in the file itself, as a failing disk does: every hard link of it changes. */
    private static void damage(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes, StandardOpenOption.WRITE);
    }

    private static void cut(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(bytes, 1000));
    }

    private ProgramRun verify(int exitCode, String... options) throws IOException {
        String[] arguments = new String[options.length + 1];
        arguments[0] = "verify";
        System.arraycopy(options, 0, arguments, 1, options.length);
        ProgramRun run = archiver.run("", arguments);
        assertThat(run.exitCode()).as("%s", run).isEqualTo(exitCode);
        return run;
    }

    @Test
    void a_repair_puts_every_file_back_in_its_place_by_several_lanes() throws IOException {
        Map<Integer, Path> files = archiver.archived();
        damage(archiver.archived(2));
        Files.delete(archiver.archived(4));
        cut(archiver.archived(6));
        Object untouched = Files.getLastModifiedTime(archiver.archived(1));
        Files.delete(folder.resolve("data/logs/downloader.log"));

        ProgramRun run = verify(0, "--repair");
        assertThat(run.out())
                .contains("damaged: Some Channel/", "missing: Some Channel/", "wrong size: Some Channel/")
                .contains("8 files verified: 1 missing, 1 wrong size, 1 damaged")
                .contains("Repaired 3 files");
        // Whether a third lane opens depends on how soon the first worker is free again.
        assertThat(archiver.log()).contains("Lane 2 is open");
        assertThat(folder.resolve("data/lanes")).doesNotExist();
        assertThat(archiver.archived()).isEqualTo(files);
        archiver.assertArchiveIs(posts());
        assertThat(Files.getLastModifiedTime(archiver.archived(1))).isEqualTo(untouched);
        verify(0);
        assertThat(archiver.run("", "stats").out()).contains("complete");
    }

    @Test
    void the_damaged_file_stays_until_the_new_one_is_whole() throws IOException {
        Path file = archiver.archived(2);
        damage(file);
        byte[] damaged = Files.readAllBytes(file);
        telegram.calls().clear();
        telegram.conditions().bandwidth(150_000);
        ProgramRun run = archiver.start("verify", "--repair");
        await().atMost(Duration.ofSeconds(60)).until(() -> telegram.calls().count("upload.getFile") > 2);
        assertThat(file).hasBinaryContent(damaged);
        run.kill();
        run.await();
        assertThat(file).hasBinaryContent(damaged);

        telegram.conditions().bandwidth(0);
        // What the killed repair has begun, the next download ends.
        download();
        archiver.assertArchiveIs(posts());
    }

    @Test
    void an_interrupted_repair_goes_on_with_the_next_download() throws IOException {
        Map<Integer, Path> files = archiver.archived();
        for (int id = 1; id <= FILES; id++) {
            damage(archiver.archived(id));
        }
        telegram.calls().clear();
        telegram.conditions().bandwidth(150_000);
        ProgramRun run = archiver.start("verify", "--repair");
        await().atMost(Duration.ofSeconds(60)).until(() -> telegram.calls().count("upload.getFile") > 2);
        run.interrupt();
        run.await();
        assertThat(run.exitCode()).as("%s", run).isEqualTo(130);
        assertThat(run.out()).contains("not yet; continue with: archiver download");
        assertThat(archiver.archived()).isEqualTo(files);

        telegram.conditions().bandwidth(0);
        download();
        assertThat(archiver.archived()).isEqualTo(files);
        archiver.assertArchiveIs(posts());
    }

    @Test
    void what_cannot_be_fetched_again_is_kept_until_its_loss_is_accepted_as_the_report_says() throws IOException {
        Path file = archiver.archived(2);
        damage(file);
        byte[] damaged = Files.readAllBytes(file);
        channel.history().delete(2);
        telegram.faults().expireFileReferences();
        assertThat(verify(3, "--repair").out())
                .contains("Repaired 0 files. 1 not:", "deleted")
                .contains("to accept the loss, remove its remains and run archiver cleanup --keep-history");
        assertThat(file).hasBinaryContent(damaged);
        assertThat(verify(3).out())
                .contains("to accept the loss, remove its remains and run archiver cleanup --keep-history");
        Files.delete(file);
        assertThat(archiver.run("", "cleanup", "--keep-history").out()).contains("Gone: 1 file");
        assertThat(verify(0).out()).contains("All 7 files");
        assertThat(archiver.run("", "stats", "--json").out()).contains("\"failed\":0", "\"removed\":1");
    }

    @Test
    void without_a_repair_it_needs_neither_credentials_nor_network() throws IOException {
        telegram.close();
        Files.writeString(folder.resolve("config.yaml"), "data_dir: ./data\n");
        verify(0);
        damage(archiver.archived(3));
        assertThat(verify(2, "--repair").err()).contains("api_id");
        assertThat(verify(3).out()).contains("1 damaged");
    }

    @Test
    void a_repair_leaves_free_what_is_to_stay_free() throws IOException {
        Path file = archiver.archived(2);
        damage(file);
        byte[] damaged = Files.readAllBytes(file);
        archiver.configure("  min_free_space: 900TB\n");
        telegram.calls().clear();
        ProgramRun run = verify(6, "--repair");
        assertThat(run.err()).contains("Not enough space").contains("download.min_free_space");
        assertThat(telegram.calls().count("upload.getFile")).isZero();
        assertThat(file).hasBinaryContent(damaged);
    }
}
