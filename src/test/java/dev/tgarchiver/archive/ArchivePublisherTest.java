package dev.tgarchiver.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tgarchiver.model.Channel;
import dev.tgarchiver.model.Deduplication;
import dev.tgarchiver.model.Stored;
import dev.tgarchiver.model.post.Media;
import dev.tgarchiver.model.post.MediaKind;
import dev.tgarchiver.model.post.Post;
import dev.tgarchiver.model.post.PostId;
import dev.tgarchiver.storage.StorageFailure;
import dev.tgarchiver.storage.local.ChecksumReader;
import dev.tgarchiver.storage.local.LocalBlobStore;
import dev.tgarchiver.storage.naming.PathTemplate;
import dev.tgarchiver.tracker.Samples;
import dev.tgarchiver.tracker.Tracker;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.file.PendingFile;
import dev.tgarchiver.tracker.post.IdRange;
import dev.tgarchiver.tracker.sqlite.SqliteTracker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchivePublisherTest {

    private static final long NEWS = -1001L;
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    private Path folder;

    private Tracker tracker;
    private LocalBlobStore store;
    private int sources;

    @BeforeEach
    void open() throws TrackerFailure {
        tracker = SqliteTracker.open(folder.resolve("tracker.db"));
        store = new LocalBlobStore(folder.resolve("downloads"));
        Channel channel = new Channel(NEWS, "News", Optional.empty(), Channel.Type.CHANNEL);
        tracker.remember(channel, taken -> "News");
    }

    @AfterEach
    void close() throws TrackerFailure {
        tracker.close();
    }

    private ArchivePublisher publisher(Deduplication mode) {
        return new ArchivePublisher(
                new ArchiveRun.Archive(tracker, store, PathTemplate.parse("{channel}/{id}_{name}"), mode));
    }

    private PendingFile pending(long messageId) throws TrackerFailure {
        Media media =
                new Media(MediaKind.DOCUMENT, "remote " + messageId, 0, "file.bin", "application/x", "", "", 0, 0, 0);
        Post post = new Post(
                new PostId(NEWS, messageId),
                NOW,
                Optional.empty(),
                "document",
                "",
                "",
                0,
                0,
                0,
                0,
                "",
                Optional.of(media));
        tracker.recordPage(NEWS, List.of(post), IdRange.upTo(messageId));
        return find(messageId);
    }

    private PendingFile find(long messageId) throws TrackerFailure {
        return tracker.pending(List.of(NEWS), 100, NOW.plusSeconds(100)).stream()
                .filter(file -> file.origin().messageId() == messageId)
                .findFirst()
                .orElseThrow();
    }

    private Path downloaded(String content) throws Exception {
        sources++;
        return Files.writeString(folder.resolve("source " + sources), content);
    }

    private Stored archive(Deduplication mode, long messageId, String content) throws Exception {
        PendingFile file = pending(messageId);
        Stored stored = publisher(mode).publish(file, downloaded(content));
        Samples.done(tracker, file.id(), stored, NOW, "worker_1");
        return stored;
    }

    private Path at(Stored stored) throws StorageFailure {
        return store.locate(stored.path());
    }

    private long files() throws Exception {
        try (Stream<Path> all = Files.walk(folder.resolve("downloads"))) {
            return all.filter(Files::isRegularFile).count();
        }
    }

    @Test
    void link_gives_the_same_bytes_a_second_name() throws Exception {
        Stored first = archive(Deduplication.LINK, 1, "bytes");
        Stored second = archive(Deduplication.LINK, 2, "bytes");
        assertThat(first.linked()).isFalse();
        assertThat(second.linked()).isTrue();
        assertThat(Files.isSameFile(at(first), at(second))).isTrue();
        assertThat(second.path()).hasToString("News/2_file.bin");
    }

    @Test
    void skip_points_to_the_first() throws Exception {
        Stored first = archive(Deduplication.SKIP, 1, "bytes");
        Stored second = archive(Deduplication.SKIP, 2, "bytes");
        assertThat(second.path()).isEqualTo(first.path());
        assertThat(second.linked()).isTrue();
        assertThat(files()).isEqualTo(1);
    }

    @Test
    void skip_does_not_point_to_a_file_that_is_gone_or_damaged() throws Exception {
        Files.writeString(at(archive(Deduplication.SKIP, 1, "bytes")), "other");
        Stored second = archive(Deduplication.SKIP, 2, "bytes");
        assertThat(second.linked()).isFalse();
        Files.delete(at(second));
        assertThat(archive(Deduplication.SKIP, 3, "bytes").linked()).isFalse();
    }

    @Test
    void off_stores_them_twice() throws Exception {
        Stored first = archive(Deduplication.OFF, 1, "bytes");
        Stored second = archive(Deduplication.OFF, 2, "bytes");
        assertThat(second.linked()).isFalse();
        assertThat(Files.isSameFile(at(first), at(second))).isFalse();
    }

    @Test
    void of_many_workers_with_the_same_bytes_one_stores_them() throws Exception {
        int workers = 8;
        ArchivePublisher publisher = publisher(Deduplication.LINK);
        List<PendingFile> pending = new ArrayList<>();
        List<Path> downloads = new ArrayList<>();
        for (int i = 1; i <= workers; i++) {
            pending.add(pending(i));
            downloads.add(downloaded("bytes"));
        }
        ExecutorService threads = Executors.newFixedThreadPool(workers);
        CyclicBarrier together = new CyclicBarrier(workers);
        List<Future<Stored>> results = new ArrayList<>();
        for (int i = 0; i < workers; i++) {
            PendingFile file = pending.get(i);
            Path source = downloads.get(i);
            results.add(threads.submit(() -> {
                together.await();
                // The rows come later than all of this: nobody finds the others in the tracker.
                return publisher.publish(file, source);
            }));
        }
        List<Stored> stored = new ArrayList<>();
        for (Future<Stored> result : results) {
            stored.add(result.get());
        }
        threads.shutdown();
        assertThat(stored).filteredOn(each -> !each.linked()).hasSize(1);
        for (Stored each : stored) {
            assertThat(Files.isSameFile(at(each), at(stored.get(0)))).isTrue();
        }
        assertThat(files()).isEqualTo(workers);
    }

    @Test
    void what_is_to_be_replaced_is_replaced_where_it_was() throws Exception {
        Stored former = archive(Deduplication.LINK, 1, "bytes");
        Files.writeString(at(former), "other");
        tracker.replace(List.of(tracker.doneAfter(0, 1).get(0).id()));
        Stored now = publisher(Deduplication.LINK).publish(find(1), downloaded("bytes"));
        assertThat(now).isEqualTo(former);
        assertThat(at(now)).hasContent("bytes");
        assertThat(files()).isEqualTo(1);
    }

    @Test
    void a_file_that_has_taken_the_place_meanwhile_is_not_replaced() throws Exception {
        Stored former = archive(Deduplication.LINK, 1, "bytes");
        Files.delete(at(former));
        tracker.replace(List.of(tracker.doneAfter(0, 1).get(0).id()));
        PendingFile other = pending(2);
        Files.writeString(at(former), "other");
        Stored there =
                new Stored(former.path(), 5, ChecksumReader.read(at(former)).sha256(), false);
        Samples.done(tracker, other.id(), there, NOW, "worker_1");

        Stored now = publisher(Deduplication.LINK).publish(find(1), downloaded("bytes"));
        assertThat(now.path()).hasToString("News/1_file (2).bin");
        assertThat(at(former)).hasContent("other");
    }

    @Test
    void damaged_bytes_are_not_replaced_by_themselves() throws Exception {
        Stored former = archive(Deduplication.LINK, 1, "bytes");
        Files.writeString(at(former), "other");
        long id = tracker.doneAfter(0, 1).get(0).id();
        tracker.replace(List.of(id));
        // TDLib still had its copy, which shared the bytes with the damaged file.
        assertThat(catchThrowableOfType(
                                StorageFailure.class,
                                () -> publisher(Deduplication.LINK).publish(find(1), downloaded("other")))
                        .kind())
                .isEqualTo(StorageFailure.Kind.WRONG_SIZE);
        Samples.retryLater(tracker, id, "Other bytes.", NOW);
        assertThat(publisher(Deduplication.LINK).publish(find(1), downloaded("bytes")))
                .isEqualTo(former);
    }
}
