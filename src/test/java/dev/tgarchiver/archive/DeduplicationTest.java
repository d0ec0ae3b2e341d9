package dev.tgarchiver.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tgarchiver.model.Deduplication;
import dev.tgarchiver.model.Outcome;
import dev.tgarchiver.telegram.FakeChannel;
import dev.tgarchiver.telegram.FakePost;
import dev.tgarchiver.telegram.FakeTelegram;
import dev.tgarchiver.tracker.Tracker;
import dev.tgarchiver.tracker.file.StoredFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The same bytes, uploaded several times. */
@Timeout(60)
final class DeduplicationTest {

    private static final long SIZE = 60_001;

    @TempDir
    private Path folder;

    private FakeChannel channel;
    private TestArchive archive;

    @BeforeEach
    void open() {
        FakeTelegram telegram = new FakeTelegram(folder);
        channel = telegram.channel("some");
        archive = new TestArchive(folder, telegram);
    }

    private void upload(int count) {
        channel.posts(
                count, id -> FakePost.document("upload " + id + ".bin", SIZE).bytes(7));
    }

    private void download() throws Exception {
        assertThat(archive.download(channel).outcome()).isEqualTo(Outcome.COMPLETE);
    }

    private List<StoredFile> rows() throws Exception {
        try (Tracker tracker = archive.tracker()) {
            return tracker.doneAfter(0, 100);
        }
    }

    private long deduplicated() throws Exception {
        try (Tracker tracker = archive.tracker()) {
            return tracker.stats().total().deduplicatedBytes();
        }
    }

    private Object inode(long post) throws Exception {
        return Files.getAttribute(archive.file(channel, post), "unix:ino");
    }

    private Set<Object> inodes() throws IOException {
        return archive.files().values().stream().map(DeduplicationTest::inode).collect(Collectors.toSet());
    }

    private static Object inode(Path file) {
        try {
            return Files.getAttribute(file, "unix:ino");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void equal_bytes_are_stored_once_under_every_name() throws Exception {
        upload(3);
        download();
        archive.assertHolds(channel);
        assertThat(inodes()).hasSize(1);
        assertThat(rows()).filteredOn(row -> row.stored().linked()).hasSize(2);
        assertThat(deduplicated()).isEqualTo(2 * SIZE);
    }

    @Test
    void workers_with_equal_bytes_at_the_same_time_store_them_once() throws Exception {
        upload(12);
        archive.workers(8);
        download();
        archive.assertHolds(channel);
        assertThat(inodes()).hasSize(1);
        assertThat(rows()).filteredOn(row -> !row.stored().linked()).hasSize(1);
        assertThat(deduplicated()).isEqualTo(11 * SIZE);
    }

    @Test
    void a_file_that_comes_later_is_linked_to_the_archived_one() throws Exception {
        upload(1);
        download();
        upload(1);
        download();
        archive.assertHolds(channel);
        assertThat(inode(2)).isEqualTo(inode(1));
    }

    @Test
    void a_damaged_file_is_not_linked_to() throws Exception {
        upload(1);
        download();
        Path file = archive.file(channel, 1);
        byte[] damaged = Files.readAllBytes(file);
        damaged[1000] ^= 1;
        Files.write(file, damaged);
        upload(1);
        download();
        assertThat(inode(2)).isNotEqualTo(inode(1));
        assertThat(file).hasBinaryContent(damaged);
        assertThat(archive.file(channel, 2)).hasBinaryContent(channel.bytes(2));
    }

    @Test
    void skip_points_later_posts_to_the_first_file() throws Exception {
        archive.deduplication(Deduplication.SKIP).workers(4);
        upload(4);
        download();
        assertThat(archive.files()).hasSize(1);
        assertThat(rows())
                .hasSize(4)
                .extracting(row -> row.stored().path())
                .containsOnly(rows().get(0).stored().path());
        assertThat(deduplicated()).isEqualTo(3 * SIZE);
    }

    @Test
    void off_stores_every_file() throws Exception {
        archive.deduplication(Deduplication.OFF);
        upload(2);
        download();
        archive.assertHolds(channel);
        assertThat(inode(1)).isNotEqualTo(inode(2));
        assertThat(deduplicated()).isZero();
    }
}
