package dev.tgarchiver.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tgarchiver.localtelegram.world.Media;
import dev.tgarchiver.localtelegram.world.PostDraft;
import dev.tgarchiver.localtelegram.world.RemoteFile;
import dev.tgarchiver.program.Distribution;
import dev.tgarchiver.program.ProgramRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Channels that are removed from the archive. */
final class ForgetIT extends EndToEnd {

    /** The two channels hold one file together. */
    @BeforeEach
    void archive() throws IOException {
        Media both = Media.document("both.bin", RemoteFile.of(4711, 5_000));
        telegram.world()
                .channel("Some Channel")
                .username("some")
                .posts(
                        3,
                        id -> id == 3
                                ? PostDraft.media(both)
                                : PostDraft.media(Media.document(id + ".bin", RemoteFile.ofSize(1_000L * id))));
        telegram.world()
                .channel("Other Channel")
                .username("other")
                .posts(2, id -> id == 1 ? PostDraft.text("words") : PostDraft.media(both));
        archiver.loggedIn();
        assertThat(archiver.run("", "download", "@some").exitCode()).isZero();
        assertThat(archiver.run("", "download", "@other").exitCode()).isZero();
        assertThat(onDisk()).containsExactly("Some Channel/1_1.bin", "Some Channel/2_2.bin", "Some Channel/3_both.bin");
    }

    private ProgramRun forget(int exitCode, String... arguments) throws IOException {
        String[] command = new String[arguments.length + 1];
        command[0] = "forget";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        ProgramRun run = archiver.run("", command);
        assertThat(run.exitCode()).as("%s", run).isEqualTo(exitCode);
        return run;
    }

    /** The files, without the folder that names the month. */
    private List<String> onDisk() throws IOException {
        try (Stream<Path> paths = Files.walk(archiver.downloads())) {
            return paths.filter(Files::isRegularFile)
                    .map(path ->
                            archiver.downloads().relativize(path).toString().replace("/2023-01/", "/"))
                    .sorted()
                    .toList();
        }
    }

    private String stats() throws IOException {
        ProgramRun run = archiver.run("", "stats");
        assertThat(run.exitCode()).as("%s", run).isZero();
        return run.out();
    }

    @Test
    void leave_their_files_where_they_are_and_can_be_archived_again() throws IOException {
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
        assertThat(archiver.run("", "verify").exitCode()).isZero();

        // Archived again, what lies there is taken for what it is.
        ProgramRun again = archiver.run("", "download", "@some");
        assertThat(again.exitCode()).as("%s", again).isZero();
        assertThat(onDisk()).isEqualTo(before);
        assertThat(archiver.run("", "verify").exitCode()).isZero();
    }

    @Test
    void are_asked_about_on_a_terminal() throws IOException {
        String command = Distribution.TESTED.program() + " forget @some";
        ProgramRun no = archiver.launch(List.of("script", "-qec", command, "/dev/null"))
                .type("n\n")
                .await();
        assertThat(no.exitCode()).as("%s", no).isEqualTo(130);
        assertThat(no.out())
                .contains("Forget @some (3 posts, 3 files, 8.0 KB)? Its files stay in", "Nothing was changed");
        assertThat(stats()).contains("@some");
        ProgramRun yes = archiver.launch(List.of("script", "-qec", command, "/dev/null"))
                .type("y\n")
                .await();
        assertThat(yes.exitCode()).as("%s", yes).isZero();
        assertThat(stats()).doesNotContainPattern("(?m)^@some ");
    }
}
