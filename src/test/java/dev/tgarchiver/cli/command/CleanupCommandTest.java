package dev.tgarchiver.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tgarchiver.archive.TestArchive;
import dev.tgarchiver.cli.TestProgram;
import dev.tgarchiver.cli.TestProgram.Ended;
import dev.tgarchiver.model.Outcome;
import dev.tgarchiver.telegram.FakeChannel;
import dev.tgarchiver.telegram.FakePost;
import dev.tgarchiver.telegram.FakeTelegram;
import dev.tgarchiver.telegram.FakeTelegram.Call;
import dev.tgarchiver.tracker.Samples;
import dev.tgarchiver.tracker.Tracker;
import dev.tgarchiver.tracker.TrackerFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What cleanup finds in an archive, says of it, and does about it. */
final class CleanupCommandTest {

    private static final int FILES = 8;

    @TempDir
    private Path folder;

    private FakeTelegram telegram;
    private FakeChannel channel;
    private TestArchive archive;
    private TestProgram program;

    @BeforeEach
    void archive() throws Exception {
        telegram = new FakeTelegram(folder);
        channel = telegram.channel("some").documents(FILES, 200_000);
        archive = new TestArchive(folder, telegram);
        program = new TestProgram(folder);
        download();
    }

    private void download() throws Exception {
        assertThat(archive.download(channel).outcome()).isEqualTo(Outcome.COMPLETE);
    }

    private Ended cleanup(String... options) {
        Ended run = program.run(
                Stream.concat(Stream.of("cleanup"), Stream.of(options)).toArray(String[]::new));
        assertThat(run.exitCode()).as("%s", run).isZero();
        return run;
    }

    private Path file(int post) throws Exception {
        return archive.file(channel, post);
    }

    private Path data(String path) {
        return archive.data().resolve(path);
    }

    private static Path made(Path path, int size) throws IOException {
        Files.createDirectories(path.getParent());
        return Files.write(path, new byte[size]);
    }

    private Path relative(Path file) {
        return archive.downloads().relativize(file);
    }

    private long rowOf(Path file) throws TrackerFailure, IOException {
        try (Tracker tracker = archive.tracker()) {
            return tracker.placesAfter(0, 100).stream()
                    .filter(place ->
                            place.path().toString().equals(relative(file).toString()))
                    .findFirst()
                    .orElseThrow()
                    .id();
        }
    }

    /** What a relocation leaves that is killed where there are no hard links: the file moved, its row did not. */
    private Path cutShort(Path from) throws TrackerFailure, IOException {
        Path to = from.resolveSibling("elsewhere").resolve(from.getFileName());
        long row = rowOf(from);
        Files.createDirectories(to.getParent());
        Files.move(from, to);
        Files.writeString(data("relocation.journal"), row + "\n" + relative(from) + "\n" + relative(to) + "\n");
        return to;
    }

    @ParameterizedTest
    @ValueSource(strings = {"verify", "cleanup", "retry", "cleanup --orphans"})
    void every_command_that_writes_ends_a_relocation_that_was_killed_without_hard_links(String command)
            throws Exception {
        Path to = cutShort(file(5));
        Ended run = program.run(command.split(" "));
        assertThat(run.exitCode()).as("%s", run).isZero();
        assertThat(data("relocation.journal")).doesNotExist();
        assertThat(rowOf(to)).isPositive();
        assertThat(cleanup("--orphans").out()).contains("Nothing to clean up");
        assertThat(program.run("verify").exitCode()).isZero();
        archive.assertHolds(channel);
    }

    @Test
    void without_an_archive_it_says_so() throws Exception {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        Ended run = new TestProgram(empty).run("cleanup");
        assertThat(run.exitCode()).as("%s", run).isEqualTo(2);
        assertThat(run.err()).contains("No archive here");
        assertThat(empty.resolve("data")).doesNotExist();
    }

    @Test
    void with_their_history_kept_they_are_never_fetched_again() throws Exception {
        Files.delete(file(3));
        assertThat(cleanup("--keep-history").out()).contains("1 file").contains("never fetched again");
        download();
        assertThat(archive.files()).hasSize(FILES - 1).doesNotContainKey("Some/3_3.bin");
    }

    @Test
    void what_killed_runs_left_is_removed() throws Exception {
        Path temporary = made(archive.downloads().resolve("Some/.9_x.bin.archiver-part"), 100);
        Path lane = made(data("lanes/1/td.binlog"), 200);
        Path partial = made(data("cache/1/temp/77"), 300);

        assertThat(cleanup("-n").out())
                .contains("Would remove temporary files")
                .contains("Would remove files of stale");
        assertThat(temporary).exists();
        Ended run = cleanup();
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
    void a_partial_download_that_will_go_on_is_kept() throws Exception {
        Path fresh = made(data("cache/1/temp/77"), 300);
        Path old = made(data("cache/1/temp/78"), 300);
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(30))));
        Files.delete(file(1));
        cleanup();
        Files.write(fresh, new byte[300]);
        made(old, 300);
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(30))));

        cleanup();
        assertThat(fresh).exists();
        assertThat(old).doesNotExist();
    }

    @Test
    void the_cache_is_trimmed_to_its_size_what_was_not_used_for_longest_first() throws Exception {
        for (int i = 1; i <= 5; i++) {
            Path cached = made(data("cache/1/documents/file_" + i), 1_000);
            FileTime used = FileTime.from(Instant.now().minus(Duration.ofDays(10L * i)));
            Files.setAttribute(cached, "lastAccessTime", used);
            Files.setLastModifiedTime(cached, used);
        }
        program.append("cache: {max_size: 2.5KB}\n");
        assertThat(cleanup().out()).contains("TDLib's cache").contains("3 files");
        assertThat(data("cache/1/documents/file_1")).exists();
        assertThat(data("cache/1/documents/file_2")).exists();
        assertThat(data("cache/1/documents/file_3")).doesNotExist();
        assertThat(data("cache/1/documents/file_5")).doesNotExist();
    }

    @Test
    void unknown_files_are_reported_and_removed_only_when_asked_to() throws Exception {
        Path note = made(archive.downloads().resolve("Some/notes.txt"), 10);
        Path own = made(archive.downloads().resolve("My Music/song.mp3"), 10);
        Path inRoot = made(archive.downloads().resolve("list.txt"), 10);
        Path hidden = made(archive.downloads().resolve("Some/.directory"), 10);

        assertThat(cleanup().out())
                .contains("Unknown to the tracker: 1 file (10 B), left alone")
                .contains("Some/notes.txt")
                .doesNotContain("song.mp3");
        assertThat(note).exists();

        assertThat(cleanup("--orphans").out()).contains("1 file (10 B), removed");
        assertThat(note).doesNotExist();
        assertThat(List.of(own, inRoot, hidden))
                .allSatisfy(file -> assertThat(file).exists());
        Files.delete(hidden);
        Files.delete(own);
        Files.delete(inRoot);
        archive.assertHolds(channel);
    }

    @Test
    void an_archive_whose_disk_is_not_mounted_is_left_alone() throws Exception {
        Path away = folder.resolve("elsewhere");
        Files.move(archive.downloads(), away);
        for (boolean mountPoint : new boolean[] {false, true}) {
            if (mountPoint) {
                Files.createDirectory(archive.downloads());
            }
            Ended run = program.run("cleanup", "-q");
            assertThat(run.exitCode()).as("%s", run).isEqualTo(6);
            assertThat(run.err()).contains("mounted").contains("--force");
            assertThat(program.run("stats", "--json").out()).contains("\"pending\":0");
        }
        Files.delete(archive.downloads());
        assertThat(cleanup("--force").out()).contains("Gone: 8 files");
        download();
        archive.assertHolds(channel);
    }

    @Test
    void quiet_says_nothing_unless_something_is_wrong() throws Exception {
        Files.delete(file(3));
        Ended run = cleanup("-q");
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).isEmpty();

        Path name = file(4);
        Files.delete(name);
        Files.createDirectory(name);
        Ended wrong = program.run("--cleanup", "-q");
        assertThat(wrong.exitCode()).as("%s", wrong).isEqualTo(6);
        assertThat(wrong.err()).contains(name.getFileName().toString()).contains("is not a file");
    }

    @Test
    void relocate_moves_files_to_where_the_template_puts_them_now() throws Exception {
        Path before = file(5);
        Object written = Files.getAttribute(before, "unix:ino");
        for (int i = 0; i < 2; i++) {
            channel.post(FakePost.document("twin.bin", 300_000).bytes(7));
        }
        download();
        program.template("by kind/{kind}/{channel}/{id}_{name}");
        telegram.clearCalls();

        assertThat(cleanup("--relocate", "--dry-run").out())
                .contains("Would move 10 files")
                .contains(" -> by kind/");
        assertThat(before).exists();
        assertThat(cleanup("--relocate").out()).contains("Moved 10 files");
        assertThat(file(5)).hasParent(archive.downloads().resolve("by kind/document/Some"));
        archive.template("by kind/{kind}/{channel}/{id}_{name}");
        assertThat(Files.getAttribute(file(5), "unix:ino")).isEqualTo(written);
        assertThat(archive.downloads().resolve("Some")).doesNotExist();
        archive.assertHolds(channel);
        assertThat(program.run("verify").exitCode()).isZero();

        assertThat(cleanup("--relocate").out()).contains("Nothing to clean up").contains("Every file is where");
        download();
        assertThat(telegram.calls(Call.FILE)).isEmpty();
    }

    @Test
    void a_relocation_that_was_cut_short_is_ended() throws Exception {
        Path from = file(5);
        Path to = from.resolveSibling("5_elsewhere.bin");
        // Both names are there, and the row has the former: a crash between the two.
        Files.createLink(to, from);
        Path journal = data("relocation.journal");
        Files.writeString(journal, rowOf(from) + "\n" + relative(from) + "\n" + relative(to) + "\n");
        assertThat(cleanup().out()).contains("Nothing to clean up");
        assertThat(journal).doesNotExist();
        archive.assertHolds(channel);
    }

    @Test
    void a_relocation_ends_whatever_its_files_row_has_become() throws Exception {
        Path from = file(5);
        Path to = cutShort(from);
        try (Tracker tracker = archive.tracker()) {
            tracker.replace(List.of(rowOf(from)));
            Samples.fail(tracker, rowOf(from), "gone", "The post was deleted.", Instant.now());
        }
        assertThat(cleanup("--orphans").out()).contains("Nothing to clean up");
        assertThat(to).exists();
        assertThat(program.run("verify").out()).contains("intact again");
        archive.assertHolds(channel);
    }

    @Test
    void a_relocation_waits_for_the_archives_disk() throws Exception {
        Path to = cutShort(file(5));
        Path away = folder.resolve("away");
        Files.move(archive.downloads(), away);
        for (String command : new String[] {"cleanup", "verify", "retry"}) {
            Ended run = program.run(command.split(" "));
            assertThat(run.exitCode()).as("%s", run).isEqualTo(6);
            assertThat(data("relocation.journal")).exists();
        }
        Files.move(away, archive.downloads());
        assertThat(cleanup().out()).contains("Nothing to clean up");
        assertThat(rowOf(to)).isPositive();
    }

    @Test
    void a_linked_file_that_lost_its_twin_owns_its_bytes() throws Exception {
        for (int i = 0; i < 2; i++) {
            channel.post(FakePost.document("twin.bin", 300_000).bytes(7));
        }
        download();
        assertThat(program.run("stats", "--json").out()).contains("\"deduplicated_bytes\":300000");
        Files.delete(file(FILES + 1));
        cleanup("--keep-history");
        assertThat(program.run("stats", "--json").out()).contains("\"deduplicated_bytes\":0");
        assertThat(file(FILES + 2)).hasSize(300_000);
    }
}
