package dev.tgarchiver.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tgarchiver.localtelegram.world.Channel;
import dev.tgarchiver.localtelegram.world.Media;
import dev.tgarchiver.localtelegram.world.Post;
import dev.tgarchiver.localtelegram.world.PostDraft;
import dev.tgarchiver.localtelegram.world.RemoteFile;
import dev.tgarchiver.program.ProgramRun;
import dev.tgarchiver.tracker.Tracker;
import dev.tgarchiver.tracker.sqlite.SqliteTracker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

    private static String name(Path file) {
        return file.getFileName().toString();
    }

    @Test
    void a_whole_archive_is_whole() throws IOException {
        ProgramRun run = verify(0);
        assertThat(run.out()).contains("All 8 files (4.8 MB) are intact");
        assertThat(run.err()).contains("Verifying").contains("100%").doesNotContain("\u001b");
        assertThat(verify(0, "--quick", "@some").out()).contains("have the right size");
        ProgramRun quiet = verify(0, "-q");
        assertThat(quiet.out() + quiet.err()).isEmpty();
    }

    @Test
    void every_damaged_and_missing_file_is_named() throws IOException {
        Path damaged = archiver.archived(2);
        Path missing = archiver.archived(4);
        Path shorter = archiver.archived(6);
        damage(damaged);
        Files.delete(missing);
        cut(shorter);

        ProgramRun run = verify(3);
        assertThat(run.out())
                .contains("damaged: Some Channel/", name(damaged))
                .contains("missing: Some Channel/", name(missing))
                .contains("wrong size: Some Channel/", name(shorter))
                .contains("1000 bytes instead of 600006", "SHA-256 does not match", "file is missing")
                .contains("8 files verified: 1 missing, 1 wrong size, 1 damaged")
                .contains("archiver verify --repair");

        ProgramRun quick = verify(3, "--quick", "-q");
        assertThat(quick.out()).contains(name(missing), name(shorter)).doesNotContain(name(damaged));

        assertThat(verify(3, "--json").out())
                .startsWith("{")
                .contains("\"wrong\":3")
                .contains("\"fault\":\"damaged\"")
                .contains("\"message_id\":4");
    }

    @Test
    void a_repair_puts_every_file_back_in_its_place() throws IOException {
        Map<Integer, Path> files = archiver.archived();
        damage(archiver.archived(2));
        Files.delete(archiver.archived(4));
        cut(archiver.archived(6));
        Object untouched = Files.getLastModifiedTime(archiver.archived(1));

        ProgramRun run = verify(0, "--repair");
        assertThat(run.out()).contains("Repaired 3 files");
        assertThat(archiver.archived()).isEqualTo(files);
        archiver.assertArchiveIs(posts());
        assertThat(Files.getLastModifiedTime(archiver.archived(1))).isEqualTo(untouched);
        verify(0);
        assertThat(archiver.run("", "stats").out()).contains("complete");
    }

    @Test
    void a_repair_ends_at_the_old_place_though_the_template_is_another() throws IOException {
        Map<Integer, Path> files = archiver.archived();
        damage(archiver.archived(2));
        archiver.configure("  path_template: \"{channel}/{kind}/{id}_{name}\"\n");
        verify(0, "--repair");
        assertThat(archiver.archived()).isEqualTo(files);
        archiver.assertArchiveIs(posts());
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
    void what_cannot_be_fetched_again_is_kept_as_it_is() throws IOException {
        Path file = archiver.archived(2);
        damage(file);
        byte[] damaged = Files.readAllBytes(file);
        channel.history().delete(2);
        telegram.faults().expireFileReferences();
        ProgramRun run = verify(3, "--repair");
        assertThat(run.out()).contains("Repaired 0 files. 1 not:").contains("deleted");
        assertThat(file).hasBinaryContent(damaged);
    }

    @Test
    void a_file_whose_repair_failed_is_verified_until_it_is_whole_again() throws IOException {
        Path file = archiver.archived(2);
        byte[] whole = Files.readAllBytes(file);
        damage(file);
        channel.history().delete(2);
        telegram.faults().expireFileReferences();
        verify(3, "--repair");

        assertThat(verify(3).out())
                .contains("damaged: Some Channel/", name(file), "; its repair failed: ", "deleted")
                .contains("8 files verified: 1 damaged");
        assertThat(verify(3, "--quick", "-q").out()).contains(name(file));
        assertThat(verify(3, "--json").out()).contains("\"state\":\"failed\"", "\"files\":8", "\"wrong\":1");
        Files.delete(file);
        assertThat(verify(3).out()).contains("missing: Some Channel/", name(file));

        Files.write(file, whole);
        ProgramRun run = verify(0);
        assertThat(run.out())
                .contains("intact again: Some Channel/", name(file), "1 file is intact again and back in the archive")
                .contains("All 8 files (4.8 MB) are intact");
        assertThat(verify(0).out()).doesNotContain("again");
        assertThat(archiver.run("", "stats", "--json").out()).contains("\"failed\":0");
    }

    @Test
    void a_loss_can_be_accepted_as_the_report_says() throws IOException {
        Path file = archiver.archived(2);
        damage(file);
        channel.history().delete(2);
        telegram.faults().expireFileReferences();
        assertThat(verify(3, "--repair").out())
                .contains("to accept the loss, remove its remains and run archiver cleanup --keep-history");
        assertThat(verify(3).out())
                .contains("to accept the loss, remove its remains and run archiver cleanup --keep-history");
        Files.delete(file);
        assertThat(archiver.run("", "cleanup", "--keep-history").out()).contains("Gone: 1 file");
        assertThat(verify(0).out()).contains("All 7 files");
        assertThat(archiver.run("", "stats", "--json").out()).contains("\"failed\":0", "\"removed\":1");
    }

    @Test
    void a_loss_that_is_accepted_is_no_fault_until_the_file_comes_back() throws IOException {
        Path place = archiver.archived(2);
        Path away = Files.move(place, folder.resolve("away"));
        channel.history().delete(2);
        telegram.faults().expireFileReferences();
        verify(3, "--repair");
        assertThat(archiver.run("", "cleanup").exitCode()).isZero();
        assertThat(verify(0).out()).contains("All 7 files");

        Files.copy(away, place);
        assertThat(archiver.run("", "cleanup", "--orphans").out()).contains("Nothing to clean up");
        assertThat(verify(0, "--json").out()).contains("\"files\":8", "\"returned\":1");
    }

    @Test
    void a_pending_repair_that_a_filter_skips_keeps_its_only_copy() throws Exception {
        Path file = archiver.archived(2);
        damage(file);
        byte[] damaged = Files.readAllBytes(file);
        try (Tracker tracker = SqliteTracker.open(folder.resolve("data/tracker.db"))) {
            long id = tracker.contentsAfter(0, 9).stream()
                    .filter(content -> content.path().name().equals(name(file)))
                    .findFirst()
                    .orElseThrow()
                    .id();
            assertThat(tracker.replace(List.of(id))).isEqualTo(1);
        }
        assertThat(archiver.run("", "download", "@some", "--max-size", "1KB").exitCode())
                .isZero();
        assertThat(archiver.run("", "cleanup", "--orphans").out()).contains("Nothing to clean up");
        assertThat(file).hasBinaryContent(damaged);
        assertThat(verify(3).out()).contains("; its repair was skipped: Not selected: max_size");

        assertThat(verify(0, "--repair").out()).contains("Repaired 1 file");
        archiver.assertArchiveIs(posts());
    }

    @Test
    void files_that_were_gone_for_a_cleanup_are_taken_in_when_they_are_back() throws IOException {
        Path folderOfAll = Objects.requireNonNull(archiver.archived(2).getParent());
        Path away = folder.resolve("away");
        Files.move(folderOfAll, away);
        Files.createDirectories(folderOfAll.resolveSibling("2019-01"));
        assertThat(archiver.run("", "cleanup").out()).contains("Gone: 8 files");
        assertThat(verify(0, "--quick").out()).contains("All 0 files");

        Files.move(away, folderOfAll);
        assertThat(archiver.run("", "cleanup", "--orphans").out()).contains("Nothing to clean up");
        archiver.assertArchiveIs(posts());
        telegram.calls().clear();
        assertThat(verify(0, "--quick").out()).contains("8 files are intact again", "All 8 files");
        download();
        assertThat(telegram.calls().count("upload.getFile")).isZero();
        archiver.assertArchiveIs(posts());
    }

    @Test
    void linked_files_are_repaired_together() throws IOException {
        for (int i = 0; i < 2; i++) {
            RemoteFile upload = RemoteFile.of(9000 + i, 300_000).withContent(7);
            channel.post(PostDraft.media(Media.document("twin.bin", upload)));
        }
        download();
        damage(archiver.archived(FILES + 1));
        assertThat(verify(0, "--repair").out()).contains("Repaired 2 files");
        archiver.assertArchiveIs(posts());
        assertThat(Files.getAttribute(archiver.archived(FILES + 1), "unix:ino"))
                .isEqualTo(Files.getAttribute(archiver.archived(FILES + 2), "unix:ino"));
        assertThat(archiver.run("", "stats", "--json").out()).contains("\"deduplicated_bytes\":300000");
    }

    @Test
    void a_channel_that_is_not_in_the_archive_is_a_usage_error() throws IOException {
        ProgramRun run = verify(2, "@another");
        assertThat(run.err()).contains("@another").contains("It holds @some");
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
    void a_repair_has_a_lane_for_each_worker() throws IOException {
        for (int id = 1; id <= FILES; id++) {
            damage(archiver.archived(id));
        }
        Path log = folder.resolve("data/logs/downloader.log");
        Files.delete(log);
        verify(0, "--repair");
        archiver.assertArchiveIs(posts());
        assertThat(Files.readString(log)).contains("Lane 2 is open", "Lane 3 is open");
        assertThat(folder.resolve("data/lanes")).doesNotExist();
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
