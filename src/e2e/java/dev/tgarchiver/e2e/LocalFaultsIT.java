package dev.tgarchiver.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.tgarchiver.localtelegram.world.Channel;
import dev.tgarchiver.localtelegram.world.Media;
import dev.tgarchiver.localtelegram.world.Post;
import dev.tgarchiver.localtelegram.world.PostDraft;
import dev.tgarchiver.localtelegram.world.RemoteFile;
import dev.tgarchiver.program.Distribution;
import dev.tgarchiver.program.ProgramRun;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What can go wrong on this machine: full and read-only disks, files that others change, locks, clocks. */
final class LocalFaultsIT extends EndToEnd {

    private static final int FILES = 8;
    private static final int SIZE = 300_000;

    private Channel channel;

    @BeforeEach
    void start() throws IOException {
        channel = telegram.world()
                .channel("Some Channel")
                .username("some")
                .posts(FILES, id -> PostDraft.media(Media.document(id + ".bin", RemoteFile.ofSize(SIZE + id))));
        archiver.configure("  min_free_space: 0\n");
        archiver.loggedIn();
    }

    private List<Post> posts() {
        return channel.history().ids().stream().map(channel.history()::required).toList();
    }

    private void assertComplete() throws IOException {
        archiver.assertArchiveIs(posts());
        ProgramRun verify = archiver.run("", "verify");
        assertThat(verify.exitCode()).as("%s", verify).isZero();
    }

    /** What it takes here to have mounts of one's own. */
    private static Optional<List<String>> privateMounts() {
        return Stream.of(List.of("unshare", "--mount"), List.of("unshare", "--map-root-user", "--mount"))
                .filter(LocalFaultsIT::allowsMounts)
                .findFirst();
    }

    private static boolean allowsMounts(List<String> unshare) {
        List<String> probe = new ArrayList<>(unshare);
        probe.addAll(List.of("mount", "-t", "tmpfs", "none", "/tmp"));
        try {
            Process process =
                    new ProcessBuilder(probe).redirectErrorStream(true).start();
            process.getInputStream().readAllBytes();
            return process.waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Downloads with a small file system mounted somewhere, then makes room and downloads again, and brings the archive
     * back to where it can be looked at.
     */
    private void assertFullDiskCostsNothing(String mountPoint, String limit, String room, String... saying)
            throws IOException {
        Optional<List<String>> unshare = privateMounts();
        assumeThat(unshare).as("a file system can be mounted").isPresent();
        Path script = Files.writeString(
                folder.resolve("full-disk.sh"),
                String.format("""
                set -u
                mkdir -p '%1$s'
                cp -a '%1$s' before
                mount -t tmpfs -o mode=700,%2$s none '%1$s' || exit 99
                cp -a before/. '%1$s'
                '%4$s' download @some --workers 2 >first.out 2>first.err
                echo $? >first.code
                find data/downloads -type f >first.files
                cp -a data tracked
                mount -o remount,%3$s none '%1$s' || exit 98
                '%4$s' download @some --workers 2 >second.out 2>second.err
                echo $? >second.code
                cp -a '%1$s' after
                umount '%1$s'
                rm -rf '%1$s'
                mv after '%1$s'
                """, mountPoint, limit, room, Distribution.TESTED.program()));
        List<String> command = new ArrayList<>(unshare.orElseThrow());
        command.addAll(List.of("sh", script.toString()));
        ProgramRun run = archiver.launch(command).await();
        assertThat(run.exitCode()).as("%s", run).isZero();

        String told = Files.readString(folder.resolve("first.err")) + Files.readString(folder.resolve("first.out"));
        assertThat(folder.resolve("first.code")).as(told).hasContent("6");
        assertThat(told).contains(saying);
        assertThat(Files.readAllLines(folder.resolve("first.files")))
                .hasSizeLessThan(FILES)
                .noneMatch(name -> name.endsWith(".archiver-part"));
        assertThat(filesWithAttempts())
                .as("what the disk lacks is no fault of a file")
                .isZero();
        String second = Files.readString(folder.resolve("second.err"));
        assertThat(folder.resolve("second.code")).as(second).hasContent("0");
        assertComplete();
    }

    private int filesWithAttempts() throws IOException {
        Path tracker = folder.resolve("tracked/tracker.db");
        if (Files.notExists(tracker)) {
            return 0;
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + tracker);
                Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery("SELECT count(*) FROM file WHERE attempts > 0")) {
            return count.getInt(1);
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }

    @Test
    void no_space_for_the_bytes() throws IOException {
        assertFullDiskCostsNothing("data/downloads", "size=1m", "size=64m", "the disk is full", "data/downloads");
    }

    @Test
    void no_space_for_another_name() throws IOException {
        assertFullDiskCostsNothing("data/downloads", "nr_inodes=6", "nr_inodes=1000", "the disk is full");
    }

    @Test
    void no_space_while_tdlib_downloads() throws IOException {
        assertFullDiskCostsNothing("data/cache", "size=200k", "size=64m", "full");
    }

    /** Downloads while a folder of TDLib's is full to the last byte, then again when there is room. */
    private void assertTdlibSaysWhyItGivesUp(String fullFolder, String room) throws IOException {
        Optional<List<String>> unshare = privateMounts();
        assumeThat(unshare).as("a file system can be mounted").isPresent();
        Path script = Files.writeString(
                folder.resolve("full-folder.sh"), String.format("""
                set -u
                cp -a '%1$s' before
                mount -t tmpfs -o mode=700,size=8m none '%1$s' || exit 99
                cp -a before/. '%1$s'
                # To the end of its last page.
                for file in '%1$s'/*.log; do
                    [ ! -f "$file" ] || head -c $((4096 - $(stat -c %%s "$file") %% 4096)) /dev/zero >>"$file"
                done
                cat /dev/zero >'%1$s/filler' 2>/dev/null
                truncate -s -%3$s '%1$s/filler'
                '%2$s' download @some --workers 2 >first.out 2>first.err
                echo $? >first.code
                rm '%1$s/filler'
                # A lane with the beginning of a file is kept for the next run.
                for lane in data/lanes/*/; do
                    [ ! -d "$lane" ] || ls "$lane/partials" 2>/dev/null | grep -q . || echo "$lane"
                done >first.lanes
                '%2$s' download @some --workers 2 >second.out 2>second.err
                echo $? >second.code
                """, fullFolder, Distribution.TESTED.program(), room));
        List<String> command = new ArrayList<>(unshare.orElseThrow());
        command.addAll(List.of("sh", script.toString()));
        ProgramRun run = archiver.launch(command).await();
        assertThat(run.exitCode()).as("%s", run).isZero();
        String told = Files.readString(folder.resolve("first.err"));
        assertThat(folder.resolve("first.code")).as(told).hasContent("6");
        assertThat(told)
                .containsPattern("error: TDLib cannot write its files")
                .containsPattern("No space left on device|database or disk is full");
        assertThat(folder.resolve("first.lanes")).as("copies of the login").isEmptyFile();
        assertThat(folder.resolve("second.code"))
                .as(Files.readString(folder.resolve("second.err")))
                .hasContent("0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "200K"})
    void no_space_for_tdlibs_own_data_is_said_in_words(String room) throws IOException {
        assertTdlibSaysWhyItGivesUp("data/session", room);
    }

    @Test
    void no_space_for_tdlibs_log_is_said_in_words() throws IOException {
        // So that there is something to log.
        assertThat(archiver.run("", "chats").exitCode()).isZero();
        telegram.faults().error("upload.getFile", 400, "LOCATION_INVALID");
        assertTdlibSaysWhyItGivesUp("data/logs", "0");
        archiver.assertArchiveIs(posts());
    }

    @Test
    void an_output_folder_that_cannot_be_written() throws IOException {
        assertFullDiskCostsNothing("data/downloads", "ro", "rw,size=64m", "permission denied or read-only file system");
    }

    @Test
    void no_space_for_the_tracker() throws IOException, SQLException {
        Path small = folder.resolve("small");
        Path config = folder.resolve("config.yaml");
        Files.writeString(
                config,
                Files.readString(config)
                                .replace("telegram:\n", "data_dir: ./small\ntelegram:\n  session_dir: ./data/session\n")
                        + "  output_dir: ./data/downloads\n");
        for (int i = 0; i < 400; i++) {
            channel.post(PostDraft.text("words ".repeat(600) + i));
        }
        assertFullDiskCostsNothing(small.getFileName().toString(), "size=900k", "size=64m", "no space", "tracker.db");
    }

    private List<Path> partials() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("data"))) {
            return files.filter(path -> path.toString().contains("/temp/"))
                    .filter(Files::isRegularFile)
                    .toList();
        } catch (UncheckedIOException e) {
            // A lane's folder went away meanwhile.
            return List.of();
        }
    }

    @Test
    void files_that_others_remove_or_cut_during_a_run_are_fetched_again() throws IOException {
        telegram.conditions().bandwidth(600_000);
        ProgramRun run = archiver.start("download", "@some", "--workers", "2");
        await().atMost(Duration.ofSeconds(60)).until(() -> archiver.archived().size() >= 2);
        for (Path partial : partials()) {
            Files.deleteIfExists(partial);
        }
        List<Path> archived = List.copyOf(archiver.archived().values());
        Files.delete(archived.get(0));
        Files.write(archived.get(1), new byte[] {1, 2, 3});
        telegram.conditions().bandwidth(0);
        run.await();
        assertThat(run.exitCode()).as("%s", run).isZero();

        ProgramRun repair = archiver.run("", "verify", "--repair");
        assertThat(repair.exitCode()).as("%s", repair).isZero();
        assertComplete();
    }

    @Test
    void a_partial_file_that_was_cut_between_two_runs_is_begun_anew() throws IOException {
        channel.post(PostDraft.media(Media.document("large.bin", RemoteFile.ofSize(6_000_000))));
        telegram.conditions().bandwidth(2_500_000);
        ProgramRun run = archiver.start("download", "@some", "--workers", "1");
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            for (Path partial : partials()) {
                if (Files.exists(partial) && Files.size(partial) > 1_500_000) {
                    return true;
                }
            }
            return false;
        });
        // So slow that the file cannot end between the two interrupts.
        telegram.conditions().bandwidth(20_000);
        run.interrupt();
        run.interrupt();
        run.await();
        assertThat(partials()).isNotEmpty();
        for (Path partial : partials()) {
            try (RandomAccessFile cut = new RandomAccessFile(partial.toFile(), "rw")) {
                cut.setLength(10);
            }
        }
        telegram.conditions().bandwidth(0);
        ProgramRun again = archiver.run("", "download", "@some");
        assertThat(again.exitCode()).as("%s", again).isZero();
        assertComplete();
    }

    @Test
    void a_tracker_that_another_program_keeps_locked() throws IOException, SQLException {
        assertThat(archiver.run("", "download", "@some", "--max-files", "1").exitCode())
                .isZero();
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("data/tracker.db"));
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            ProgramRun run = archiver.run("", "download", "@some");
            assertThat(run.exitCode()).as("%s", run).isEqualTo(11);
            assertThat(run.err()).contains("tracker.db").contains("locked for more than 10 s");
            assertThat(archiver.run("", "stats").exitCode()).isZero();
            statement.execute("ROLLBACK");
        }
        assertThat(archiver.run("", "download", "@some").exitCode()).isZero();
        assertComplete();
    }

    @Test
    void a_damaged_tracker_is_recovered_and_the_rest_fetched_again() throws IOException {
        assertThat(archiver.run("", "download", "@some").exitCode()).isZero();
        Path tracker = folder.resolve("data/tracker.db");
        try (RandomAccessFile file = new RandomAccessFile(tracker.toFile(), "rw")) {
            file.setLength(file.length() / 4096 / 2 * 4096);
        }
        byte[] damaged = Files.readAllBytes(tracker);
        ProgramRun refused = archiver.run("", "download", "@some");
        assertThat(refused.exitCode()).as("%s", refused).isEqualTo(6);
        assertThat(refused.err()).contains("archiver cleanup --recover-tracker");

        ProgramRun recovery = archiver.run("", "cleanup", "--recover-tracker");
        assertThat(recovery.exitCode()).as("%s", recovery).isZero();
        assertThat(recovery.out()).contains("Recovered into a new tracker").contains("The damaged tracker is kept: ");
        try (Stream<Path> kept = Files.list(folder.resolve("data"))) {
            assertThat(kept.filter(path -> path.getFileName().toString().matches(".*\\.damaged-[0-9-]*")))
                    .singleElement()
                    .satisfies(copy -> assertThat(copy).hasBinaryContent(damaged))
                    .satisfies(copy -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(copy)))
                            .isEqualTo("rw-------"));
        }
        assertThat(archiver.run("", "download", "@some").exitCode()).isZero();
        assertComplete();
        assertThat(archiver.run("", "cleanup", "--recover-tracker").out()).contains("The tracker is sound");
    }

    @Test
    void the_same_configuration_from_another_folder_is_the_same_archive_though_read_only() throws IOException {
        Path config = folder.resolve("config.yaml");
        Files.setPosixFilePermissions(config, PosixFilePermissions.fromString("r--------"));
        Path elsewhere = Files.createDirectories(folder.resolve("else/where"));
        String[][] calls = {
            {"cd else/where && exec '%s' download @some --config ../../config.yaml --max-files 3"},
            {"cd / && exec '%s' download @some --config '" + config + "'"},
            {"cd else && ln -s ../config.yaml link.yaml && exec '%s' verify --config ./../config.yaml"}
        };
        for (String[] call : calls) {
            ProgramRun run = archiver.launch(List.of("sh", "-c", String.format(call[0], Distribution.TESTED.program())))
                    .await();
            assertThat(run.exitCode()).as("%s: %s", call[0], run).isZero();
        }
        assertThat(elsewhere).isEmptyDirectory();
        assertComplete();
    }

    @Test
    void a_clock_that_was_wrong_once_delays_nothing() throws IOException, SQLException {
        assertThat(archiver.run("", "download", "@some", "--max-bytes", "1").exitCode())
                .isZero();
        long future = Instant.parse("2099-01-01T00:00:00Z").toEpochMilli();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("data/tracker.db"));
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate("UPDATE file SET due = " + future + " WHERE state = 'pending'"))
                    .isGreaterThanOrEqualTo(FILES);
            statement.executeUpdate("UPDATE run SET started_at = " + future + ", ended_at = " + future);
        }
        for (String command : List.of("stats", "progress", "cleanup")) {
            ProgramRun run = archiver.run("", command);
            assertThat(run.exitCode()).as("%s", run).isZero();
        }
        ProgramRun run = archiver.run("", "download", "@some");
        assertThat(run.exitCode()).as("%s", run).isZero();
        assertComplete();
    }
}
