package dev.tgarchiver.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tgarchiver.event.Event;
import dev.tgarchiver.event.Events;
import dev.tgarchiver.model.Deduplication;
import dev.tgarchiver.model.post.Media;
import dev.tgarchiver.model.post.Post;
import dev.tgarchiver.model.post.PostId;
import dev.tgarchiver.progress.RunProgress;
import dev.tgarchiver.storage.SpaceGuard;
import dev.tgarchiver.storage.local.LocalBlobStore;
import dev.tgarchiver.storage.naming.PathTemplate;
import dev.tgarchiver.telegram.MediaSource;
import dev.tgarchiver.telegram.TelegramFailure;
import dev.tgarchiver.telegram.Transfer;
import dev.tgarchiver.time.RacingTime;
import dev.tgarchiver.tracker.Stats;
import dev.tgarchiver.tracker.Tracker;
import dev.tgarchiver.tracker.file.StoredFile;
import dev.tgarchiver.tracker.post.IdRange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tracker, queue, throttle, workers and archive under many threads, while pages keep coming and every kind of failure
 * does: each file ends once, in the one state that it must have, and nothing is left running or open.
 */
class ManyWorkersTest {

    private static final int WORKERS = 8;
    private static final int PAGES = 20;
    private static final int PAGE = 20;
    private static final int FILES = PAGES * PAGE;

    /** Of so many files, one is gone for good. */
    private static final int GONE = 40;

    /** Of so many files, one holds the bytes of all others of its kind. */
    private static final int TWINS = 25;

    private final RacingTime time = new RacingTime();
    private final List<String> mistakes = Collections.synchronizedList(new ArrayList<>());

    @Test
    @Timeout(120)
    void every_file_ends_once_and_nothing_is_left_running_or_open(@TempDir Path folder) throws Exception {
        try (Tracker tracker = TestPool.tracker(folder.resolve("tracker.db"), time)) {
            RunProgress tally = new RunProgress(Clock.systemUTC(), time::nanoTime);
            AtomicInteger done = new AtomicInteger();
            run(tracker, folder, new Events(List.of(tally, event -> {
                if (event instanceof Event.FileDone) {
                    done.incrementAndGet();
                }
            })));

            assertThat(mistakes).isEmpty();
            Stats.Totals total = tracker.stats().total();
            int gone = FILES / GONE;
            assertThat(total.pending().files()).isZero();
            assertThat(total.done().files()).isEqualTo(FILES - gone);
            assertThat(total.failed().get("gone"))
                    .isNotNull()
                    .extracting("files")
                    .isEqualTo((long) gone);
            assertThat(done).hasValue(FILES - gone);
            assertThat(tally.snapshot().failed()).isEqualTo(gone);
            assertThat(tracker.integrityCheck()).isEmpty();
            for (StoredFile file : tracker.doneAfter(0, FILES)) {
                Path path =
                        folder.resolve("downloads").resolve(file.stored().path().toString());
                assertThat(Files.readString(path))
                        .isEqualTo(content(file.origin().messageId()));
            }
        }
        try (Stream<Path> files = Files.walk(folder.resolve("downloads"))) {
            assertThat(files.filter(Files::isRegularFile)).hasSize(FILES - FILES / GONE);
        }
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("worker_"));
        assertThat(openBelow(folder)).isEmpty();
    }

    private void run(Tracker tracker, Path folder, Events events) throws Exception {
        ArchiveRun.Archive archive = new ArchiveRun.Archive(
                tracker,
                new LocalBlobStore(folder.resolve("downloads")),
                PathTemplate.parse("{channel}/{id}_{name}"),
                Deduplication.LINK);
        List<MediaSource> sources = new ArrayList<>();
        Set<PostId> fetching = ConcurrentHashMap.newKeySet();
        for (int worker = 0; worker < WORKERS; worker++) {
            sources.add(new Unreliable(folder, fetching, new Random(worker)));
        }
        TestPool pool = new TestPool(
                tracker, sources, new ArchivePublisher(archive), 1_000, SpaceGuard.of(List.of(), 0), events, time);
        pool.start();
        for (int page = 0; page < PAGES; page++) {
            tracker.recordPage(TestPool.NEWS, page(page), new IdRange(1, (page + 1L) * PAGE));
            pool.discovered();
        }
        assertThat(pool.await()).isEmpty();
    }

    private static List<Post> page(int page) {
        List<Post> posts = new ArrayList<>();
        for (int i = PAGE; i > 0; i--) {
            long id = (long) page * PAGE + i;
            posts.add(TestPool.document(id, content(id).length()));
        }
        return posts;
    }

    private static String content(long id) {
        return id % TWINS == 0 ? "the same bytes" : "the bytes of post " + id;
    }

    /** What this process has open below a folder, where the system tells. */
    private static List<Path> openBelow(Path folder) throws IOException {
        Path handles = Path.of("/proc/self/fd");
        List<Path> open = new ArrayList<>();
        if (Files.isDirectory(handles)) {
            try (Stream<Path> all = Files.list(handles)) {
                for (Path handle : all.toList()) {
                    // The handle by which this list is read is gone already.
                    if (Files.isSymbolicLink(handle)) {
                        Path target = Files.readSymbolicLink(handle);
                        if (target.startsWith(folder.toRealPath())) {
                            open.add(target);
                        }
                    }
                }
            }
        }
        return open;
    }

    /** A source in which everything goes wrong now and then. */
    private final class Unreliable implements MediaSource {

        private final Path folder;
        private final Set<PostId> fetching;
        private final Random random;

        Unreliable(Path folder, Set<PostId> fetching, Random random) {
            this.folder = folder;
            this.fetching = fetching;
            this.random = random;
        }

        @Override
        public FetchedFile fetch(PostId post, Media expected, Duration stall, Transfer transfer)
                throws TelegramFailure {
            if (!fetching.add(post)) {
                mistakes.add(post + " is fetched by two workers at the same time");
            }
            try {
                transfer.resumedAt(1);
                if (post.messageId() % GONE == 0) {
                    throw new TelegramFailure.Gone("deleted");
                }
                switch (random.nextInt(12)) {
                    case 0 -> throw new TelegramFailure.Transient("no luck");
                    case 1 -> throw new TelegramFailure.FloodWait(Duration.ofSeconds(1));
                    case 2 -> throw new IllegalStateException("a bug");
                    default -> {
                        return fetched(post);
                    }
                }
            } finally {
                fetching.remove(post);
            }
        }

        private FetchedFile fetched(PostId post) {
            try {
                Path file = Files.writeString(
                        Files.createTempFile(folder, "copy", ""),
                        // Now and then something else arrives.
                        random.nextInt(12) == 0 ? "rubbish" : content(post.messageId()));
                return new FetchedFile() {
                    @Override
                    public Path path() {
                        return file;
                    }

                    @Override
                    public void close() {
                        try {
                            Files.delete(file);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    }
                };
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
