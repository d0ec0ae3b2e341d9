package dev.tgarchiver.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.tgarchiver.localtelegram.world.Media;
import dev.tgarchiver.localtelegram.world.PostDraft;
import dev.tgarchiver.localtelegram.world.RemoteFile;
import dev.tgarchiver.program.ProgramRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may read what: the archive as the umask and its folder say, everything else its owner alone. */
final class ModesIT extends LoggedIn {

    private static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rwx------");

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private ProgramRun download(String umask, String options) throws IOException {
        return archiver.shell("umask " + umask + "; exec archiver download @" + name + " " + options);
    }

    @ParameterizedTest
    @CsvSource({
        "000, rw-rw-rw-, rwxrwxrwx",
        "022, rw-r--r--, rwxr-xr-x",
        "027, rw-r-----, rwxr-x---",
        "077, rw-------, rwx------"
    })
    void archived_files_and_folders_follow_the_umask(String umask, String file, String directory) throws IOException {
        // The last two hold the same bytes, and become links.
        telegram.world()
                .channel("Channel " + name)
                .username(name)
                .posts(
                        5,
                        id -> PostDraft.media(Media.document(
                                id + ".bin", RemoteFile.of(9000 + id, 2000).withContent(Math.min(id, 4)))));
        ProgramRun run = download(umask, "");
        assertThat(run.exitCode()).as("%s", run).isZero();

        assertThat(archiver.archived()).hasSize(5);
        for (Path archived : archiver.archived().values()) {
            assertThat(mode(archived)).as("%s", archived).isEqualTo(file);
            assertThat(mode(archived.resolveSibling(""))).isEqualTo(directory);
        }
        assertThat(mode(archiver.downloads())).isEqualTo(directory);
        assertPrivate(archiver.folder().resolve("data"));
    }

    /** Everything in the data folder but the archive and data_dir itself: closed, or in a folder that is closed. */
    private void assertPrivate(Path data) throws IOException {
        List<Path> entries;
        try (Stream<Path> all = Files.list(data)) {
            entries = all.filter(entry -> !entry.endsWith("downloads") && !entry.endsWith("archive.lock"))
                    .toList();
        }
        assertThat(entries).isNotEmpty();
        for (Path entry : entries) {
            assertThat(OWNER).as("%s", entry).containsAll(Files.getPosixFilePermissions(entry));
        }
    }

    @Test
    void a_file_that_is_split_follows_the_umask() throws IOException {
        telegram.world()
                .channel("Channel " + name)
                .username(name)
                .posts(1, id -> PostDraft.media(Media.document(id + ".bin", RemoteFile.ofSize(30_000_000))));
        telegram.conditions().roundTrip(Duration.ofMillis(50));
        archiver.configure("  split_above: 4MiB\n");
        ProgramRun run = download("022", "--workers 4");
        assertThat(run.exitCode()).as("%s", run).isZero();
        assertThat(archiver.log()).contains("is split into");
        assertThat(mode(archiver.archived(1))).isEqualTo("rw-r--r--");
    }

    @Test
    void archived_files_have_the_group_of_a_folder_that_says_so() throws IOException, InterruptedException {
        Path downloads = Files.createDirectories(archiver.downloads());
        assumeThat(new ProcessBuilder("sh", "-c", "chgrp 12345 \"$0\" && chmod 2775 \"$0\"", downloads.toString())
                        .start()
                        .waitFor())
                .as("another group can be set")
                .isZero();
        channel(3, 2000);
        ProgramRun run = download("002", "");
        assertThat(run.exitCode()).as("%s", run).isZero();

        assertThat(archiver.archived()).hasSize(3);
        for (Path archived : archiver.archived().values()) {
            assertThat(Files.getAttribute(archived, "unix:gid"))
                    .as("%s", archived)
                    .isEqualTo(12345);
            assertThat(Files.getAttribute(archived.resolveSibling(""), "unix:gid"))
                    .isEqualTo(12345);
            assertThat(mode(archived)).isEqualTo("rw-rw-r--");
        }
    }
}
