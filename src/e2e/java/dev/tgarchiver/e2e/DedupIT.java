package dev.tgarchiver.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tgarchiver.localtelegram.world.Channel;
import dev.tgarchiver.localtelegram.world.Media;
import dev.tgarchiver.localtelegram.world.Post;
import dev.tgarchiver.localtelegram.world.PostDraft;
import dev.tgarchiver.localtelegram.world.RemoteFile;
import dev.tgarchiver.program.ProgramRun;
import dev.tgarchiver.tracker.StoredFile;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.TrackerReader;
import dev.tgarchiver.tracker.sqlite.SqliteTracker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The same bytes under several remote files. */
final class DedupIT extends EndToEnd {

    private static final long SIZE = 600_001;

    private Channel channel;

    @BeforeEach
    void start() throws IOException {
        channel = telegram.world().channel("Some Channel").username("some");
        archiver.loggedIn();
    }

    /** The same bytes, uploaded so often. */
    private void uploads(int count) {
        for (int i = 0; i < count; i++) {
            RemoteFile upload = RemoteFile.of(9000 + i, SIZE).withContent(7);
            channel.post(PostDraft.media(Media.document("upload " + i + ".bin", upload)));
        }
    }

    private List<Post> posts() {
        return channel.history().ids().stream().map(channel.history()::required).toList();
    }

    private void archive(String... options) throws IOException {
        String[] arguments = Stream.concat(Stream.of("download", "@some"), Stream.of(options))
                .toArray(String[]::new);
        ProgramRun run = archiver.run("", arguments);
        assertThat(run.exitCode()).as("%s", run).isZero();
    }

    private String stats() throws IOException {
        return archiver.run("", "stats", "--json").out();
    }

    private List<StoredFile> rows() throws TrackerFailure {
        try (TrackerReader tracker = SqliteTracker.openReadOnly(folder.resolve("data/tracker.db"))) {
            return tracker.doneAfter(0, 100);
        }
    }

    private static Object inode(Path file) throws IOException {
        return Files.getAttribute(file, "unix:ino");
    }

    @Test
    void equal_bytes_are_stored_once_under_every_name() throws IOException, TrackerFailure {
        uploads(3);
        archive();
        archiver.assertArchiveIs(posts());
        assertThat(inode(archiver.archived(1)))
                .isEqualTo(inode(archiver.archived(2)))
                .isEqualTo(inode(archiver.archived(3)));
        assertThat(rows()).filteredOn(row -> row.stored().linked()).hasSize(2);
        assertThat(stats()).contains("\"deduplicated_bytes\":" + 2 * SIZE);
    }

    @Test
    void workers_with_equal_bytes_at_the_same_time_store_them_once() throws IOException, TrackerFailure {
        uploads(12);
        archive("--workers", "8");
        archiver.assertArchiveIs(posts());
        assertThat(archiver.archived().values())
                .allSatisfy(file -> assertThat(inode(file)).isEqualTo(inode(archiver.archived(1))));
        assertThat(rows()).filteredOn(row -> !row.stored().linked()).hasSize(1);
        assertThat(stats()).contains("\"deduplicated_bytes\":" + 11 * SIZE);
    }

    @Test
    void a_file_that_comes_later_is_linked_to_the_archived_one() throws IOException {
        uploads(1);
        archive();
        channel.post(PostDraft.media(
                Media.document("later.bin", RemoteFile.of(9900, SIZE).withContent(7))));
        archive();
        archiver.assertArchiveIs(posts());
        assertThat(inode(archiver.archived(2))).isEqualTo(inode(archiver.archived(1)));
    }

    @Test
    void a_damaged_file_is_not_linked_to() throws IOException {
        uploads(1);
        archive();
        byte[] damaged = Files.readAllBytes(archiver.archived(1));
        damaged[1000] ^= 1;
        Files.write(archiver.archived(1), damaged);
        channel.post(PostDraft.media(
                Media.document("later.bin", RemoteFile.of(9900, SIZE).withContent(7))));
        archive();
        assertThat(inode(archiver.archived(2))).isNotEqualTo(inode(archiver.archived(1)));
        assertThat(archiver.archived(1)).hasBinaryContent(damaged);
    }

    @Test
    void skip_points_later_posts_to_the_first_file() throws IOException, TrackerFailure {
        archiver.configure("  dedup: skip\n");
        uploads(4);
        archive("--workers", "4");
        assertThat(archiver.archived()).hasSize(1);
        assertThat(rows())
                .hasSize(4)
                .extracting(row -> row.stored().path())
                .containsOnly(rows().get(0).stored().path());
        assertThat(stats()).contains("\"deduplicated_bytes\":" + 3 * SIZE);
        ProgramRun verify = archiver.run("", "verify");
        assertThat(verify.exitCode()).as("%s", verify).isZero();
    }

    @Test
    void off_stores_every_file() throws IOException {
        archiver.configure("  dedup: off\n");
        uploads(2);
        archive();
        archiver.assertArchiveIs(posts());
        assertThat(inode(archiver.archived(1))).isNotEqualTo(inode(archiver.archived(2)));
        assertThat(stats()).contains("\"deduplicated_bytes\":0");
    }

    @Test
    void a_wrong_mode_is_an_error_that_names_the_right_ones() throws IOException {
        archiver.configure("  dedup: symlink\n");
        ProgramRun run = archiver.run("", "stats");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("download.dedup").contains("link, skip, off");
    }
}
