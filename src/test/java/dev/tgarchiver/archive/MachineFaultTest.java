package dev.tgarchiver.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tgarchiver.download.Publisher;
import dev.tgarchiver.event.Event;
import dev.tgarchiver.event.Events;
import dev.tgarchiver.model.post.Media;
import dev.tgarchiver.model.post.Post;
import dev.tgarchiver.model.post.PostId;
import dev.tgarchiver.storage.SpaceGuard;
import dev.tgarchiver.storage.StorageFailure;
import dev.tgarchiver.telegram.MediaSource;
import dev.tgarchiver.telegram.Transfer;
import dev.tgarchiver.time.RacingTime;
import dev.tgarchiver.tracker.Tracker;
import dev.tgarchiver.tracker.file.PendingFile;
import dev.tgarchiver.tracker.post.IdRange;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
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
        try (Tracker tracker = TestPool.tracker(folder.resolve("tracker.db"), time)) {
            tracker.recordPage(TestPool.NEWS, posts(), IdRange.upTo(FILES));
            Optional<Exception> cause = run(tracker, fails, new Events(List.of(event -> {
                if (event instanceof Event.FileRetry || event instanceof Event.FileFailed) {
                    charged.add(event);
                }
            })));

            assertThat(cause).containsInstanceOf(StorageFailure.class);
            assertThat(charged).isEmpty();
            List<PendingFile> pending = new RunFiles(tracker, List.of(TestPool.NEWS)).pending(FILES, time.now());
            assertThat(pending).hasSize(FILES).allMatch(file -> file.attempts() == 0);
        }
    }

    private Optional<Exception> run(Tracker tracker, Publisher publisher, Events events) throws Exception {
        List<MediaSource> sources = List.of(new Present(folder), new Present(folder));
        TestPool pool = new TestPool(tracker, sources, publisher, 3, space, events, time);
        pool.start();
        return pool.await();
    }

    private static List<Post> posts() {
        List<Post> posts = new ArrayList<>();
        for (int id = FILES; id > 0; id--) {
            posts.add(TestPool.document(id, 10));
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
