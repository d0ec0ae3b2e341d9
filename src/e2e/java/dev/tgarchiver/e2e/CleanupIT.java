package dev.tgarchiver.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tgarchiver.localtelegram.world.Channel;
import dev.tgarchiver.localtelegram.world.Media;
import dev.tgarchiver.localtelegram.world.Post;
import dev.tgarchiver.localtelegram.world.PostDraft;
import dev.tgarchiver.localtelegram.world.RemoteFile;
import dev.tgarchiver.program.ProgramRun;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.TrackerReader;
import dev.tgarchiver.tracker.sqlite.SqliteTracker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

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
    void a_download_onto_a_folder_that_is_not_mounted_is_refused() throws IOException {
        channel.post(PostDraft.media(Media.document("9.bin", RemoteFile.ofSize(200_009L))));
        Path away = folder.resolve("elsewhere");
        Path moved = cutShort(archiver.archived(5));
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
                assertThat(data("relocation.journal"))
                        .as("it waits for the disk")
                        .exists();
            }
        }
        assertThat(telegram.calls().count("messages.getHistory")).isZero();
        Files.delete(archiver.downloads().resolve(".not-mounted"));
        Files.delete(archiver.downloads().resolve("lost+found"));
        Files.delete(archiver.downloads());
        Files.move(away, archiver.downloads());
        download();
        assertThat(rowOf(moved)).isPositive();
        archiver.assertArchiveIs(posts());
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

    /** What a relocation leaves that is killed where there are no hard links: the file moved, its row did not. */
    private Path cutShort(Path from) throws IOException {
        Path to = from.resolveSibling("elsewhere").resolve(from.getFileName());
        long row = rowOf(from);
        Files.createDirectories(to.getParent());
        Files.move(from, to);
        Files.writeString(data("relocation.journal"), row + "\n" + relative(from) + "\n" + relative(to) + "\n");
        return to;
    }

    @Test
    void every_command_that_asks_telegram_ends_a_relocation_that_was_killed_without_hard_links() throws IOException {
        for (String command : List.of("download @some", "verify --repair", "verify --audit")) {
            Path to = cutShort(archiver.archived(5));
            ProgramRun run = archiver.run("", command.split(" "));
            assertThat(run.exitCode()).as("%s", run).isZero();
            assertThat(data("relocation.journal")).doesNotExist();
            assertThat(rowOf(to)).isPositive();
        }
        assertThat(cleanup("--orphans").out()).contains("Nothing to clean up");
        assertThat(archiver.run("", "verify").exitCode()).isZero();
        archiver.assertArchiveIs(posts());
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
}
