package dev.tgarchiver.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tgarchiver.archive.TestArchive;
import dev.tgarchiver.cli.TestProgram;
import dev.tgarchiver.cli.TestProgram.Ended;
import dev.tgarchiver.model.Outcome;
import dev.tgarchiver.storage.local.ArchiveLock;
import dev.tgarchiver.telegram.FakeChannel;
import dev.tgarchiver.telegram.FakePost;
import dev.tgarchiver.telegram.FakeTelegram;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Channels that are forgotten. */
final class ForgetCommandTest {

    @TempDir
    private Path folder;

    private FakeChannel some;
    private FakeChannel other;
    private TestArchive archive;
    private TestProgram program;

    /** The two channels hold one file together. */
    @BeforeEach
    void archive() throws Exception {
        FakeTelegram telegram = new FakeTelegram(folder);
        FakePost both = FakePost.document("both.bin", 5_000).remote("both");
        some = telegram.channel("some").posts(3, id -> id == 3 ? both : FakePost.document(id + ".bin", 1_000 * id));
        other = telegram.channel("other").posts(2, id -> id == 1 ? FakePost.text("words") : both);
        archive = new TestArchive(folder, telegram);
        program = new TestProgram(folder);
        download(some);
        download(other);
        assertThat(onDisk()).containsExactly("Some/1_1.bin", "Some/2_2.bin", "Some/3_both.bin");
    }

    private void download(FakeChannel channel) throws Exception {
        assertThat(archive.download(channel).outcome()).isEqualTo(Outcome.COMPLETE);
    }

    private Ended forget(int exitCode, String... arguments) {
        Ended run = program.run(
                Stream.concat(Stream.of("forget"), Stream.of(arguments)).toArray(String[]::new));
        assertThat(run.exitCode()).as("%s", run).isEqualTo(exitCode);
        return run;
    }

    private List<String> onDisk() throws Exception {
        try (Stream<Path> paths = Files.walk(archive.downloads())) {
            return paths.filter(Files::isRegularFile)
                    .map(path -> archive.downloads().relativize(path).toString())
                    .sorted()
                    .toList();
        }
    }

    private String stats() throws Exception {
        Ended run = program.run("stats");
        assertThat(run.exitCode()).as("%s", run).isZero();
        return run.out();
    }

    @Test
    void leave_their_files_where_they_are_and_can_be_archived_again() throws Exception {
        List<String> before = onDisk();
        assertThat(forget(0, "@some", "--yes").out())
                .contains(
                        "Forgot @some: 3 posts, 2 files (3.0 KB).",
                        "Its files stay in ",
                        "1 file stays in the archive");
        assertThat(onDisk()).isEqualTo(before);
        assertThat(stats())
                .contains("@other")
                .containsPattern("(?m)^@other +2 +1/1 +5.0 KB")
                .doesNotContain("3.0 KB");
        assertThat(program.run("verify").exitCode()).isZero();

        // Archived again, what lies there is taken for what it is.
        download(some);
        assertThat(onDisk()).isEqualTo(before);
        assertThat(program.run("verify").exitCode()).isZero();
    }

    @Test
    void are_deleted_with_their_files_but_for_those_of_others() throws Exception {
        assertThat(forget(0, "Some", "-y", "--delete-files").out())
                .contains("Deleted 2 files (3.0 KB) from the disk.", "1 file stays in the archive");
        assertThat(onDisk()).containsExactly("Some/3_both.bin");
        assertThat(program.run("verify").exitCode()).isZero();

        assertThat(forget(0, Long.toString(other.chatId()), "-y", "--delete-files")
                        .out())
                .contains("Deleted 1 file (5.0 KB)");
        assertThat(archive.downloads()).isEmptyDirectory();
        assertThat(stats()).contains("The archive is empty.");
    }

    @Test
    void are_left_alone_by_a_cleanup() throws Exception {
        forget(0, "@some", "@other", "--yes");
        Ended cleanup = program.run("cleanup", "--orphans");
        assertThat(cleanup.exitCode()).as("%s", cleanup).isZero();
        assertThat(onDisk()).hasSize(3);
    }

    /** As a kill leaves it after the first transaction and the first file. */
    private void killedForget() throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("data/tracker.db"));
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("UPDATE channel SET forgetting = 'delete' WHERE username = 'some'");
        }
        try (Stream<Path> paths = Files.walk(archive.downloads())) {
            Files.delete(
                    paths.filter(path -> path.endsWith("1_1.bin")).findFirst().orElseThrow());
        }
    }

    @Test
    void that_were_cut_short_are_no_part_of_the_archive_and_go_with_the_next_cleanup() throws Exception {
        killedForget();
        assertThat(stats()).contains("@other").doesNotContainPattern("(?m)^@some ");
        assertThat(program.run("verify", "@some").exitCode()).isEqualTo(2);
        Ended cleanup = program.run("cleanup");
        assertThat(cleanup.exitCode()).as("%s", cleanup).isZero();
        assertThat(onDisk()).containsExactly("Some/3_both.bin");
        assertThat(program.run("verify").exitCode()).isZero();
    }

    @Test
    void that_were_cut_short_can_be_archived_again_or_forgotten_once_more() throws Exception {
        List<String> before = onDisk();
        killedForget();
        download(some);
        assertThat(onDisk()).isEqualTo(before);
        assertThat(stats()).containsPattern("(?m)^@some +3 +2/2 ");

        killedForget();
        assertThat(forget(0, "@some", "--yes").out()).contains("Forgot @some: 3 posts", "Its files stay in");
        assertThat(onDisk()).containsExactly("Some/2_2.bin", "Some/3_both.bin");
    }

    @Test
    void are_told_to_come_back_when_the_configuration_names_them() throws Exception {
        program.append("channels: [\"https://t.me/some\"]\n");
        assertThat(forget(0, "@other", "--yes").out()).doesNotContain("configuration");
        assertThat(forget(0, "@some", "--yes").out()).contains("@some is listed in the configuration");
    }

    @Test
    void need_a_yes_and_an_archive_that_nobody_else_works_on() throws Exception {
        assertThat(forget(2, "@some").err()).contains("--yes");
        assertThat(forget(2, "@sone", "--yes").err()).contains("Did you mean @some?");
        assertThat(forget(2, "--yes").err()).contains("CHANNEL");
        ArchiveLock lock = ArchiveLock.take(folder.resolve("data"), "download", Instant.now());
        try {
            assertThat(forget(11, "@some", "--yes").err()).contains("download");
        } finally {
            lock.close();
        }
        assertThat(stats()).contains("@some", "@other");
        Path empty = Files.createDirectory(folder.resolve("empty"));
        Ended nothing = new TestProgram(empty).run("forget", "@some", "--yes");
        assertThat(nothing.exitCode()).as("%s", nothing).isEqualTo(2);
        assertThat(nothing.err()).contains("No archive here");
    }
}
