package dev.tgarchiver.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tgarchiver.download.DownloadPool;
import dev.tgarchiver.download.FileLedger;
import dev.tgarchiver.download.Publisher;
import dev.tgarchiver.download.RunAbort;
import dev.tgarchiver.download.queue.DownloadQueue;
import dev.tgarchiver.download.split.SplitSettings;
import dev.tgarchiver.download.tuning.AdaptiveSize;
import dev.tgarchiver.download.tuning.InFlightLimit;
import dev.tgarchiver.event.Event;
import dev.tgarchiver.event.Events;
import dev.tgarchiver.model.Channel;
import dev.tgarchiver.model.Media;
import dev.tgarchiver.model.MediaKind;
import dev.tgarchiver.model.Post;
import dev.tgarchiver.model.PostId;
import dev.tgarchiver.storage.SpaceGuard;
import dev.tgarchiver.storage.StorageFailure;
import dev.tgarchiver.telegram.MediaSource;
import dev.tgarchiver.telegram.Transfer;
import dev.tgarchiver.telegram.pace.Backoff;
import dev.tgarchiver.telegram.pace.FloodGate;
import dev.tgarchiver.telegram.pace.Throttle;
import dev.tgarchiver.telegram.pace.TokenBucket;
import dev.tgarchiver.time.RacingTime;
import dev.tgarchiver.tracker.IdRange;
import dev.tgarchiver.tracker.PendingFile;
import dev.tgarchiver.tracker.Tracker;
import dev.tgarchiver.tracker.sqlite.SqliteTracker;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the machine does wrong ends the run, and no file pays for it. */
@Timeout(60)
class MachineFaultTest {

    private static final long NEWS = -1001L;
    private static final int FILES = 20;

    @TempDir
    Path folder = Path.of("");

    private final RacingTime time = new RacingTime();
    private SpaceGuard space;

    @BeforeEach
    void guardNothing() throws StorageFailure {
        space = SpaceGuard.of(List.of(), 0);
    }

    @Test
    void too_many_open_files_end_the_run() throws Exception {
        assertEndsTheRun((file, path) -> {
            throw StorageFailure.of("write", path, new FileSystemException("x", null, "Too many open files"));
        });
    }

    @Test
    void a_name_that_cannot_be_written_in_this_locale_ends_the_run() throws Exception {
        assertEndsTheRun((file, path) -> {
            throw new InvalidPathException("ü", "Malformed input or input contains unmappable characters");
        });
    }

    @Test
    void a_disk_that_fails_behind_an_unchecked_exception_ends_the_run() throws Exception {
        assertEndsTheRun((file, path) -> {
            throw new UncheckedIOException(new FileSystemException("x", null, "Input/output error"));
        });
    }

    @Test
    void a_disk_without_space_for_the_next_file_ends_the_run() throws Exception {
        space = SpaceGuard.of(List.of(folder), Long.MAX_VALUE / 2);
        assertEndsTheRun((file, path) -> {
            throw new AssertionError("nothing is to be fetched");
        });
    }

    private void assertEndsTheRun(Publisher fails) throws Exception {
        List<Event> charged = Collections.synchronizedList(new ArrayList<>());
        try (Tracker tracker = SqliteTracker.open(folder.resolve("tracker.db"))) {
            tracker.remember(new Channel(NEWS, "News", Optional.empty(), Channel.Type.CHANNEL), taken -> "News");
            tracker.startRun(1, time.now(), "", "download", time.now());
            tracker.recordPage(NEWS, posts(), IdRange.upTo(FILES));
            Optional<Exception> cause = run(tracker, fails, new Events(List.of(event -> {
                if (event instanceof Event.FileRetry || event instanceof Event.FileFailed) {
                    charged.add(event);
                }
            })));

            assertThat(cause).containsInstanceOf(StorageFailure.class);
            assertThat(charged).isEmpty();
            List<PendingFile> pending = new RunFiles(tracker, List.of(NEWS)).pending(FILES, time.now());
            assertThat(pending).hasSize(FILES).allMatch(file -> file.attempts() == 0);
        }
    }

    private Optional<Exception> run(Tracker tracker, Publisher publisher, Events events) throws Exception {
        DownloadQueue queue =
                new DownloadQueue(new RunFiles(tracker, List.of(NEWS)), 15, 0, 0, Duration.ofDays(1), time);
        RunAbort abort = new RunAbort(queue::close);
        DownloadPool pool = new DownloadPool(
                List.of(new Present(folder), new Present(folder)),
                new DownloadPool.Parts(
                        queue,
                        publisher,
                        new FileLedger(
                                tracker,
                                tracker,
                                new Backoff(3, Duration.ofMillis(50), Duration.ofSeconds(1), () -> 0.5)),
                        new Throttle(new TokenBucket(1_000, 10, time), new FloodGate(time, () -> 0), time),
                        1,
                        new InFlightLimit(1, AdaptiveSize.fixed(1 << 20), 3),
                        space,
                        Duration.ofMinutes(1),
                        events,
                        time),
                new SplitSettings(AdaptiveSize.fixed(0), 1, folder),
                abort);
        pool.start();
        queue.discoveryEnded();
        pool.await();
        return abort.cause();
    }

    private static List<Post> posts() {
        List<Post> posts = new ArrayList<>();
        for (int id = FILES; id > 0; id--) {
            Media media = new Media(MediaKind.DOCUMENT, "remote " + id, 10, "file.bin", "", "", "", 0, 0, 0);
            posts.add(new Post(
                    new PostId(NEWS, id),
                    Instant.parse("2025-03-01T12:00:00Z").plusSeconds(id),
                    Optional.empty(),
                    "document",
                    "",
                    "",
                    0,
                    0,
                    0,
                    0,
                    "",
                    Optional.of(media)));
        }
        return posts;
    }

    /** Everything is downloaded at once. */
    private record Present(Path folder) implements MediaSource {

        @Override
        public FetchedFile fetch(PostId post, Media expected, Duration stall, Transfer transfer) {
            return new FetchedFile() {
                @Override
                public Path path() {
                    return folder.resolve("any");
                }

                @Override
                public void close() {
                    // There is nothing to let go.
                }
            };
        }
    }
}
