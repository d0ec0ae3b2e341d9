package dev.tgarchiver.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tgarchiver.localtelegram.world.Channel;
import dev.tgarchiver.localtelegram.world.Media;
import dev.tgarchiver.localtelegram.world.Post;
import dev.tgarchiver.localtelegram.world.PostDraft;
import dev.tgarchiver.localtelegram.world.RemoteFile;
import dev.tgarchiver.program.Installation;
import dev.tgarchiver.program.ProgramRun;
import dev.tgarchiver.tracker.Tracker;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.TrackerReader;
import dev.tgarchiver.tracker.sqlite.SqliteTracker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CleanupIT extends EndToEnd {

    private static final int FILES = 8;

    private Channel channel;

    @BeforeEach
    void archive() throws IOException {
        channel = telegram.world()
                .channel("Some Channel")
                .username("some")
                .posts(FILES, id -> PostDraft.media(Media.document(id + ".bin", RemoteFile.ofSize(200_000L + id))));
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

    private ProgramRun cleanup(String... options) throws IOException {
        String[] arguments = new String[options.length + 1];
        arguments[0] = "cleanup";
        System.arraycopy(options, 0, arguments, 1, options.length);
        ProgramRun run = archiver.run("", arguments);
        assertThat(run.exitCode()).as("%s", run).isZero();
        return run;
    }

    private Path data(String path) {
        return folder.resolve("data").resolve(path);
    }

    private static Path file(Path path, int size) throws IOException {
        Files.createDirectories(path.getParent());
        return Files.write(path, new byte[size]);
    }

    @Test
    void files_that_are_gone_are_fetched_again() throws IOException {
        Files.delete(archiver.archived(3));
        Files.delete(archiver.archived(5));

        ProgramRun rehearsal = cleanup("--dry-run");
        assertThat(rehearsal.out()).contains("2 files (400 KB), would be pending again");
        assertThat(archiver.run("", "stats", "--json").out()).contains("\"pending\":0");

        ProgramRun run = archiver.run("", "--cleanup");
        assertThat(run.exitCode()).as("%s", run).isZero();
        assertThat(run.out()).contains("Checked 8 files").contains("Gone: 2 files (400 KB), pending again");
        download();
        archiver.assertArchiveIs(posts());
        assertThat(cleanup().out()).contains("Nothing to clean up");
    }

    @Test
    void with_their_history_kept_they_are_never_fetched_again() throws IOException {
        Files.delete(archiver.archived(3));
        assertThat(cleanup("--keep-history").out()).contains("1 file").contains("never fetched again");
        download();
        assertThat(archiver.archived()).hasSize(FILES - 1).doesNotContainKey(3);
    }

    @Test
    void what_killed_runs_left_is_removed() throws IOException {
        Path temporary = file(archiver.downloads().resolve("Some Channel/.9_x.bin.archiver-part"), 100);
        Path lane = file(data("lanes/1/td.binlog"), 200);
        Path partial = file(data("cache/1/temp/77"), 300);

        assertThat(cleanup("-n").out())
                .contains("Would remove temporary files")
                .contains("Would remove files of stale");
        assertThat(temporary).exists();
        ProgramRun run = cleanup();
        assertThat(run.out())
                .contains("temporary files of killed runs: 1 file (100 B)")
                .contains("stale lanes")
                .contains("dead partial downloads: 1 file (300 B)");
        assertThat(temporary).doesNotExist();
        assertThat(lane).doesNotExist();
        assertThat(data("lanes")).doesNotExist();
        assertThat(partial).doesNotExist();
    }

    @Test
    void a_partial_download_that_will_go_on_is_kept() throws IOException {
        Path fresh = file(data("cache/1/temp/77"), 300);
        Path old = file(data("cache/1/temp/78"), 300);
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(30))));
        Files.delete(archiver.archived(1));
        cleanup();
        Files.write(fresh, new byte[300]);
        file(old, 300);
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(30))));

        cleanup();
        assertThat(fresh).exists();
        assertThat(old).doesNotExist();
    }

    @Test
    void the_cache_is_trimmed_to_its_size_what_was_not_used_for_longest_first() throws IOException {
        for (int i = 1; i <= 5; i++) {
            Path cached = file(data("cache/1/documents/file_" + i), 1_000);
            FileTime used = FileTime.from(Instant.now().minus(Duration.ofDays(10L * i)));
            Files.setAttribute(cached, "lastAccessTime", used);
            Files.setLastModifiedTime(cached, used);
        }
        archiver.environment("ARCHIVER_CACHE_MAX_SIZE", "2.5KB");
        assertThat(cleanup().out()).contains("TDLib's cache").contains("3 files");
        assertThat(data("cache/1/documents/file_1")).exists();
        assertThat(data("cache/1/documents/file_2")).exists();
        assertThat(data("cache/1/documents/file_3")).doesNotExist();
        assertThat(data("cache/1/documents/file_5")).doesNotExist();
    }

    @Test
    void unknown_files_are_reported_and_removed_only_when_asked_to() throws IOException {
        Path note = file(archiver.downloads().resolve("Some Channel/notes.txt"), 10);
        Path own = file(archiver.downloads().resolve("My Music/song.mp3"), 10);
        Path inRoot = file(archiver.downloads().resolve("list.txt"), 10);
        Path hidden = file(archiver.downloads().resolve("Some Channel/.directory"), 10);

        assertThat(cleanup().out())
                .contains("Unknown to the tracker: 1 file (10 B), left alone")
                .contains("Some Channel/notes.txt")
                .doesNotContain("song.mp3");
        assertThat(note).exists();

        assertThat(cleanup("--orphans").out()).contains("1 file (10 B), removed");
        assertThat(note).doesNotExist();
        assertThat(List.of(own, inRoot, hidden))
                .allSatisfy(file -> assertThat(file).exists());
        Files.delete(hidden);
        Files.delete(own);
        Files.delete(inRoot);
        archiver.assertArchiveIs(posts());
    }

    @Test
    void an_archive_whose_disk_is_not_mounted_is_left_alone() throws IOException {
        Path away = folder.resolve("elsewhere");
        Files.move(archiver.downloads(), away);
        for (boolean mountPoint : new boolean[] {false, true}) {
            if (mountPoint) {
                Files.createDirectory(archiver.downloads());
            }
            ProgramRun run = archiver.run("", "cleanup", "-q");
            assertThat(run.exitCode()).as("%s", run).isEqualTo(6);
            assertThat(run.err()).contains("mounted").contains("--force");
            assertThat(archiver.run("", "stats", "--json").out()).contains("\"pending\":0");
        }
        Files.delete(archiver.downloads());
        assertThat(cleanup("--force").out()).contains("Gone: 8 files");
        download();
        archiver.assertArchiveIs(posts());
    }

    @Test
    void a_download_onto_a_folder_that_is_not_mounted_is_refused() throws IOException {
        channel.post(PostDraft.media(Media.document("9.bin", RemoteFile.ofSize(200_009L))));
        Path away = folder.resolve("elsewhere");
        Files.move(archiver.downloads(), away);
        telegram.calls().clear();
        for (boolean mountPoint : new boolean[] {false, true}) {
            if (mountPoint) {
                Files.createDirectory(archiver.downloads());
                // What people put there to see that nothing is mounted.
                Files.createFile(archiver.downloads().resolve(".not-mounted"));
                Files.createDirectory(archiver.downloads().resolve("lost+found"));
            }
            for (String command : new String[] {"download @some", "download --dry-run @some", "verify --repair"}) {
                ProgramRun run = archiver.run("", command.split(" "));
                assertThat(run.exitCode()).as("%s", run).isEqualTo(6);
                assertThat(run.err()).contains(archiver.downloads().toString(), "mounted", "archiver cleanup --force");
            }
        }
        assertThat(telegram.calls().count("messages.getHistory")).isZero();
        Files.delete(archiver.downloads().resolve(".not-mounted"));
        Files.delete(archiver.downloads().resolve("lost+found"));
        Files.delete(archiver.downloads());
        Files.move(away, archiver.downloads());
        download();
        archiver.assertArchiveIs(posts());
    }

    @Test
    void quiet_says_nothing_unless_something_is_wrong() throws IOException {
        Files.delete(archiver.archived(3));
        ProgramRun run = cleanup("-q");
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).isEmpty();

        Path name = archiver.archived(4);
        Files.delete(name);
        Files.createDirectory(name);
        ProgramRun wrong = archiver.run("", "--cleanup", "-q");
        assertThat(wrong.exitCode()).as("%s", wrong).isEqualTo(6);
        assertThat(wrong.err()).contains(name.getFileName().toString()).contains("is not a file");
    }

    @Test
    void beside_a_download_only_what_is_safe_is_done() throws IOException {
        for (int i = 0; i < 8; i++) {
            channel.post(PostDraft.media(Media.document("more.bin", RemoteFile.ofSize(900_000L + i))));
        }
        telegram.conditions().bandwidth(1_500_000);
        ProgramRun download = archiver.start("download", "@some");
        await().atMost(Duration.ofSeconds(60)).until(() -> archiver.archived().size() > FILES);
        telegram.conditions().bandwidth(50_000);
        Files.delete(archiver.archived(2));
        Path temporary = file(archiver.downloads().resolve("Some Channel/.9_x.bin.archiver-part"), 100);
        Path lane = file(data("lanes/99/td.binlog"), 200);

        ProgramRun run = cleanup();
        assertThat(download.isAlive()).as("%s", download).isTrue();
        assertThat(run.out())
                .contains("process " + download.pid())
                .contains("left alone")
                .contains("Gone: 1 file");
        assertThat(temporary).exists();
        assertThat(lane).exists();
        assertThat(run.out()).doesNotContain("Unknown to the tracker");

        telegram.conditions().bandwidth(0);
        download.await();
        assertThat(download.exitCode()).as("%s", download).isZero();
        archiver.assertArchiveIs(posts());
    }

    @Test
    void relocate_moves_files_to_where_the_template_puts_them_now() throws IOException {
        Path before = archiver.archived(5);
        Object written = Files.getAttribute(before, "unix:ino");
        for (int i = 0; i < 2; i++) {
            RemoteFile upload = RemoteFile.of(9000 + i, 300_000).withContent(7);
            channel.post(PostDraft.media(Media.document("twin.bin", upload)));
        }
        download();
        archiver.configure("  path_template: \"by kind/{kind}/{channel}/{id}_{name}\"\n");
        telegram.calls().clear();

        assertThat(cleanup("--relocate", "--dry-run").out())
                .contains("Would move 10 files")
                .contains(" -> by kind/");
        assertThat(before).exists();
        assertThat(cleanup("--relocate").out()).contains("Moved 10 files");
        assertThat(archiver.archived(5)).hasParent(archiver.downloads().resolve("by kind/document/Some Channel"));
        assertThat(Files.getAttribute(archiver.archived(5), "unix:ino")).isEqualTo(written);
        assertThat(archiver.downloads().resolve("Some Channel")).doesNotExist();
        archiver.assertArchiveIs(posts());
        assertThat(archiver.run("", "verify").exitCode()).isZero();

        assertThat(cleanup("--relocate").out()).contains("Nothing to clean up").contains("Every file is where");
        download();
        assertThat(telegram.calls().count("upload.getFile")).isZero();
    }

    @Test
    void a_relocation_that_was_cut_short_is_ended() throws IOException {
        Path from = archiver.archived(5);
        Path to = from.resolveSibling("5_elsewhere.bin");
        // Both names are there, and the row has the former: a crash between the two.
        Files.createLink(to, from);
        Path journal = data("relocation.journal");
        Files.writeString(journal, rowOf(from) + "\n" + relative(from) + "\n" + relative(to) + "\n");
        assertThat(cleanup().out()).contains("Nothing to clean up");
        assertThat(journal).doesNotExist();
        archiver.assertArchiveIs(posts());
    }

    /** What a relocation leaves that is killed where there are no hard links: the file moved, its row did not. */
    private Path cutShort(Path from) throws IOException {
        Path to = from.resolveSibling("elsewhere").resolve(from.getFileName());
        long row = rowOf(from);
        Files.createDirectories(to.getParent());
        Files.move(from, to);
        Files.writeString(data("relocation.journal"), row + "\n" + relative(from) + "\n" + relative(to) + "\n");
        return to;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "download @some",
                "verify",
                "verify --repair",
                "verify --audit",
                "cleanup",
                "retry",
                "cleanup --orphans"
            })
    void every_command_that_writes_ends_a_relocation_that_was_killed_without_hard_links(String command)
            throws IOException {
        Path to = cutShort(archiver.archived(5));
        ProgramRun run = archiver.run("", command.split(" "));
        assertThat(run.exitCode()).as("%s", run).isZero();
        assertThat(data("relocation.journal")).doesNotExist();
        assertThat(rowOf(to)).isPositive();
        assertThat(cleanup("--orphans").out()).contains("Nothing to clean up");
        assertThat(archiver.run("", "verify").exitCode()).isZero();
        archiver.assertArchiveIs(posts());
    }

    @Test
    void a_relocation_ends_whatever_its_files_row_has_become() throws Exception {
        Path from = archiver.archived(5);
        Path to = cutShort(from);
        try (Tracker tracker = SqliteTracker.open(data("tracker.db"))) {
            tracker.replace(List.of(rowOf(from)));
            tracker.fail(rowOf(from), "gone", "The post was deleted.", Instant.now());
        }
        assertThat(cleanup("--orphans").out()).contains("Nothing to clean up");
        assertThat(to).exists();
        assertThat(archiver.run("", "verify").out()).contains("intact again");
        archiver.assertArchiveIs(posts());
    }

    @Test
    void a_relocation_waits_for_the_archives_disk() throws IOException {
        Path to = cutShort(archiver.archived(5));
        Path away = folder.resolve("away");
        Files.move(archiver.downloads(), away);
        for (String command : new String[] {"cleanup", "verify", "download @some", "retry"}) {
            ProgramRun run = archiver.run("", command.split(" "));
            assertThat(run.exitCode()).as("%s", run).isEqualTo(6);
            assertThat(data("relocation.journal")).exists();
        }
        Files.move(away, archiver.downloads());
        assertThat(cleanup().out()).contains("Nothing to clean up");
        assertThat(rowOf(to)).isPositive();
    }

    private Path relative(Path file) {
        return archiver.downloads().relativize(file);
    }

    private long rowOf(Path file) {
        try (TrackerReader tracker = SqliteTracker.openReadOnly(data("tracker.db"))) {
            return tracker.placesAfter(0, 100).stream()
                    .filter(place ->
                            place.path().toString().equals(relative(file).toString()))
                    .findFirst()
                    .orElseThrow()
                    .id();
        } catch (TrackerFailure e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void it_needs_neither_credentials_nor_network() throws IOException {
        telegram.close();
        Files.writeString(folder.resolve("config.yaml"), "data_dir: ./data\n");
        assertThat(cleanup().out()).contains("Checked 8 files").contains("Nothing to clean up");
    }

    @Test
    void without_an_archive_it_says_so() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        ProgramRun run = Installation.in(empty, telegram).run("", "cleanup");
        assertThat(run.exitCode()).as("%s", run).isEqualTo(2);
        assertThat(run.err()).contains("No archive here");
        assertThat(empty.resolve("data")).doesNotExist();
    }

    @Test
    void a_linked_file_that_lost_its_twin_owns_its_bytes() throws IOException {
        for (int i = 0; i < 2; i++) {
            RemoteFile upload = RemoteFile.of(9000 + i, 300_000).withContent(7);
            channel.post(PostDraft.media(Media.document("twin.bin", upload)));
        }
        download();
        assertThat(archiver.run("", "stats", "--json").out()).contains("\"deduplicated_bytes\":300000");
        Files.delete(archiver.archived(FILES + 1));
        cleanup("--keep-history");
        assertThat(archiver.run("", "stats", "--json").out()).contains("\"deduplicated_bytes\":0");
        assertThat(archiver.archived(FILES + 2)).hasSize(300_000);
    }
}
