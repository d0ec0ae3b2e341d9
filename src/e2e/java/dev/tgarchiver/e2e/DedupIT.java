package dev.tgarchiver.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tgarchiver.localtelegram.world.Channel;
import dev.tgarchiver.localtelegram.world.Media;
import dev.tgarchiver.localtelegram.world.Post;
import dev.tgarchiver.localtelegram.world.PostDraft;
import dev.tgarchiver.localtelegram.world.RemoteFile;
import dev.tgarchiver.program.ProgramRun;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.TrackerReader;
import dev.tgarchiver.tracker.file.StoredFile;
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
}
