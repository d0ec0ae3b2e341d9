package dev.tgarchiver.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tgarchiver.download.DownloadPool;
import dev.tgarchiver.download.FileLedger;
import dev.tgarchiver.download.RunAbort;
import dev.tgarchiver.download.queue.DownloadQueue;
import dev.tgarchiver.download.split.SplitSettings;
import dev.tgarchiver.download.tuning.AdaptiveSize;
import dev.tgarchiver.download.tuning.InFlightLimit;
import dev.tgarchiver.model.Channel;
import dev.tgarchiver.model.Deduplication;
import dev.tgarchiver.model.post.Media;
import dev.tgarchiver.model.post.MediaKind;
import dev.tgarchiver.model.post.Post;
import dev.tgarchiver.model.post.PostId;
import dev.tgarchiver.storage.SpaceGuard;
import dev.tgarchiver.storage.local.LocalBlobStore;
import dev.tgarchiver.storage.local.RecordingFileSystem;
import dev.tgarchiver.storage.naming.PathTemplate;
import dev.tgarchiver.telegram.MediaSource;
import dev.tgarchiver.telegram.TelegramFailure;
import dev.tgarchiver.telegram.pace.Backoff;
import dev.tgarchiver.telegram.pace.FloodGate;
import dev.tgarchiver.telegram.pace.Throttle;
import dev.tgarchiver.telegram.pace.TokenBucket;
import dev.tgarchiver.time.FakeTime;
import dev.tgarchiver.tracker.Tracker;
import dev.tgarchiver.tracker.file.PendingFile;
import dev.tgarchiver.tracker.post.IdRange;
import dev.tgarchiver.tracker.sqlite.SqliteTracker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A run ends while files are downloaded and published: what was in flight is archived, or pending without an attempt more
 * and with its bytes; only the file that failed is charged.
 */
@Timeout(60)
final class CalledOffTest {

    private static final long NEWS = -1001L;
    private static final Instant NOW = Instant.parse("2025-03-01T12:00:00Z");

    @TempDir
    private Path folder;

    private final FakeTime time = new FakeTime();
    private final AtomicInteger fetches = new AtomicInteger();
    private Consumer<String> step = what -> {};
    private Tracker tracker;
    private Path downloads;

    @BeforeEach
    void open() throws Exception {
        tracker = SqliteTracker.open(folder.resolve("tracker.db"));
        tracker.remember(new Channel(NEWS, "News", Optional.empty(), Channel.Type.CHANNEL), taken -> "News");
        downloads =
                RecordingFileSystem.of(Files.createDirectories(folder.resolve("downloads")), what -> step.accept(what));
    }

    @AfterEach
    void close() throws Exception {
        tracker.close();
    }

    private void post(int files) throws Exception {
        List<Post> posts = IntStream.rangeClosed(1, files)
                .mapToObj(id -> new Post(
                        new PostId(NEWS, id),
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
                        Optional.of(
                                new Media(MediaKind.DOCUMENT, "remote " + id, 5, id + ".bin", "", "", "", 0, 0, 0))))
                .toList();
        tracker.recordPage(NEWS, posts, IdRange.upTo(1));
    }

    /** What happens while the workers work. */
    @FunctionalInterface
    private interface Meanwhile {
        void run(DownloadPool pool) throws InterruptedException;
    }

    private RunAbort run(List<MediaSource> sources, Runnable onAbort) throws Exception {
        return run(sources, onAbort, pool -> {});
    }

    private RunAbort run(List<MediaSource> sources, Runnable onAbort, Meanwhile meanwhile) throws Exception {
        DownloadQueue queue = new DownloadQueue(
                new ClaimedFiles(new RunFiles(tracker, List.of(NEWS)), tracker, time),
                10,
                0,
                0,
                Duration.ofMinutes(1),
                time);
        queue.discoveryEnded();
        ArchiveRun.Archive archive = new ArchiveRun.Archive(
                tracker, new LocalBlobStore(downloads), PathTemplate.parse("{id}_{name}"), Deduplication.OFF);
        RunAbort abort = new RunAbort(() -> {
            queue.close();
            onAbort.run();
        });
        DownloadPool pool = new DownloadPool(
                sources,
                new DownloadPool.Parts(
                        queue,
                        new ArchivePublisher(archive),
                        new FileLedger(
                                tracker, tracker, new Backoff(5, Duration.ofHours(1), Duration.ofHours(1), () -> 0)),
                        new Throttle(new TokenBucket(100, 100, time), new FloodGate(time, () -> 0), time),
                        sources.size(),
                        InFlightLimit.ONE_FILE,
                        SpaceGuard.of(List.of(), 0),
                        Duration.ofMinutes(1),
                        event -> {},
                        time),
                new SplitSettings(AdaptiveSize.fixed(0), 1, folder),
                abort);
        pool.start();
        meanwhile.run(pool);
        pool.await();
        return abort;
    }

    /** Keeps a copy of each file until it is let go. */
    private MediaSource source() {
        return (post, expected, stall, transfer) -> fetch(post);
    }

    private MediaSource.FetchedFile fetch(PostId post) {
        Path copy = folder.resolve("copy-" + post.messageId());
        if (Files.notExists(copy)) {
            fetches.incrementAndGet();
            write(copy, "byte" + post.messageId());
        }
        return new MediaSource.FetchedFile() {
            private boolean kept;

            @Override
            public Path path() {
                return copy;
            }

            @Override
            public void keep() {
                kept = true;
            }

            @Override
            public void close() {
                if (!kept) {
                    delete(copy);
                }
            }
        };
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<PendingFile> pending() throws Exception {
        return tracker.pending(List.of(NEWS), 100, Instant.parse("9000-01-01T00:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource({"true, link", "true, sync .", "true, name", "true, sync down", "false, write", "false, sync ."})
    void an_interrupted_publish_ends_or_leaves_the_bytes(boolean links, String at) throws Exception {
        if (!links) {
            RecordingFileSystem.withoutLinks(downloads);
        }
        post(1);
        step = what -> {
            if (what.startsWith(at)) {
                Thread.currentThread().interrupt();
            }
        };
        RunAbort abort = run(List.of(source()), () -> {});
        assertThat(abort.cause()).isEmpty();
        for (PendingFile file : pending()) {
            assertThat(file.attempts()).isZero();
            assertThat(folder.resolve("copy-1")).exists();
        }

        step = what -> {};
        run(List.of(source()), () -> {});
        assertThat(pending()).isEmpty();
        assertThat(folder.resolve("downloads/1_1.bin")).hasContent("byte1");
        assertThat(fetches).as("downloaded once").hasValue(1);
        assertThat(folder.resolve("copy-1")).doesNotExist();
    }

    @Test
    void an_abort_charges_no_file_that_was_in_flight() throws Exception {
        post(4);
        CountDownLatch allInFlight = new CountDownLatch(4);
        CountDownLatch aborted = new CountDownLatch(1);
        MediaSource innocent = (post, expected, stall, transfer) -> {
            allInFlight.countDown();
            aborted.await();
            if (post.messageId() % 2 == 0) {
                throw new TelegramFailure.Transient("the session is gone");
            }
            // As much as an interrupt or an abort leaves of what was written.
            throw new IllegalStateException("closed under its feet");
        };
        MediaSource guilty = (post, expected, stall, transfer) -> {
            allInFlight.countDown();
            allInFlight.await();
            throw new TelegramFailure.Local("the disk is full");
        };
        RunAbort abort = run(List.of(innocent, guilty, innocent, innocent), aborted::countDown);
        assertThat(abort.cause()).isPresent();
        assertThat(pending()).hasSize(4).allMatch(file -> file.attempts() == 0);
    }

    @Test
    void the_grace_is_not_waited_for_when_no_file_can_end_in_it() throws Exception {
        post(1);
        CountDownLatch stalled = new CountDownLatch(1);
        MediaSource slow = (post, expected, stall, transfer) -> {
            transfer.resumedAt(1);
            time.pass(Duration.ofMinutes(1));
            stalled.countDown();
            new CountDownLatch(1).await();
            throw new AssertionError("never reached");
        };
        // Far longer than this test may take.
        RunAbort abort = run(List.of(slow), () -> {}, pool -> {
            stalled.await();
            pool.stop(Duration.ofDays(1));
        });
        assertThat(abort.cause()).isEmpty();
        assertThat(pending()).hasSize(1).allMatch(file -> file.attempts() == 0);
    }

    @Test
    void a_file_that_can_end_in_the_grace_does() throws Exception {
        post(1);
        Thread stopping = Thread.currentThread();
        CountDownLatch begun = new CountDownLatch(1);
        MediaSource soon = (post, expected, stall, transfer) -> {
            transfer.resumedAt(0);
            transfer.received(expected.size());
            begun.countDown();
            await().until(() -> stopping.getState() == Thread.State.TIMED_WAITING);
            return fetch(post);
        };
        run(List.of(soon), () -> {}, pool -> {
            begun.await();
            pool.stop(Duration.ofDays(1));
        });
        assertThat(pending()).isEmpty();
    }
}
