package dev.tgarchiver.tracker.sqlite;

import static dev.tgarchiver.tracker.Samples.BOTH;
import static dev.tgarchiver.tracker.Samples.NOW;
import static dev.tgarchiver.tracker.Samples.media;
import static dev.tgarchiver.tracker.Samples.stored;
import static dev.tgarchiver.tracker.Samples.with;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.tgarchiver.model.post.Post;
import dev.tgarchiver.tracker.Samples;
import dev.tgarchiver.tracker.Stats;
import dev.tgarchiver.tracker.Tracker;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.TrackerReader;
import dev.tgarchiver.tracker.file.FileTotals;
import dev.tgarchiver.tracker.file.PendingFile;
import dev.tgarchiver.tracker.post.IdRange;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ManyThreadsTest {

    private static final int WORKERS = 8;
    private static final int PAGES = 30;
    private static final int PAGE = 20;

    @GuardedBy("this")
    private final Set<Long> inFlight = new HashSet<>();

    @Test
    @Timeout(60)
    void walkers_workers_and_readers_do_not_disturb_each_other(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("tracker.db");
        AtomicInteger left = new AtomicInteger(BOTH.size() * PAGES * PAGE);
        Set<Long> taken = ConcurrentHashMap.newKeySet();
        ExecutorService threads = Executors.newCachedThreadPool();
        try (Tracker tracker = SqliteTracker.open(file);
                TrackerReader reader = SqliteTracker.openReadOnly(file)) {
            tracker.startRun(1, NOW, "", "download", NOW);
            List<Callable<Void>> jobs = new ArrayList<>();
            for (long chatId : BOTH) {
                Samples.remember(tracker, chatId);
                jobs.add(() -> walk(tracker, chatId));
            }
            for (int i = 1; i <= WORKERS; i++) {
                String worker = "worker_" + i;
                jobs.add(() -> work(tracker, worker, taken, left));
            }
            jobs.add(() -> watch(tracker, left));
            jobs.add(() -> watch(reader, left));
            for (Future<Void> job : threads.invokeAll(jobs)) {
                job.get();
            }

            Stats stats = tracker.stats();
            long files = (long) BOTH.size() * PAGES * PAGE;
            assertThat(stats.total().posts()).isEqualTo(files);
            assertThat(stats.total().pending()).isEqualTo(FileTotals.NONE);
            assertThat(stats.total().done().plus(stats.total().failed().getOrDefault("gone", FileTotals.NONE)))
                    .isEqualTo(stats.total().files())
                    .extracting(FileTotals::files)
                    .isEqualTo(files);
            assertThat(stats.runs().get(0).files())
                    .isEqualTo(stats.total().done().files());
            assertThat(tracker.integrityCheck()).isEmpty();
        } finally {
            threads.shutdownNow();
            assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static Void walk(Tracker tracker, long chatId) throws TrackerFailure {
        for (int page = PAGES; page > 0; page--) {
            List<Post> posts = new ArrayList<>();
            for (int i = 0; i < PAGE; i++) {
                long id = (long) page * PAGE + i;
                posts.add(with(chatId, id, media(chatId + "/" + id, id % 7)));
            }
            assertThat(tracker.recordPage(chatId, posts, new IdRange(page, page))
                            .newFiles())
                    .isEqualTo(PAGE);
        }
        return null;
    }

    private synchronized boolean claim(Tracker tracker, long file) throws TrackerFailure {
        inFlight.add(file);
        return tracker.claim(inFlight, NOW, NOW.plusSeconds(600)).contains(file);
    }

    private synchronized void ended(long file) {
        inFlight.remove(file);
    }

    private Void work(Tracker tracker, String worker, Set<Long> taken, AtomicInteger left) throws TrackerFailure {
        while (left.get() > 0) {
            for (PendingFile file : tracker.pending(BOTH, 3 * WORKERS, NOW)) {
                if (taken.add(file.id())) {
                    assertThat(claim(tracker, file.id())).isTrue();
                    if (file.id() % 10 == 0) {
                        assertThat(tracker.retryLater(file.id(), "Slow.", NOW)).isTrue();
                        assertThat(claim(tracker, file.id())).isTrue();
                        assertThat(tracker.fail(file.id(), "gone", "Gone.", NOW))
                                .isTrue();
                    } else {
                        assertThat(tracker.done(
                                        file.id(), stored("path", file.media().size(), 1), NOW, worker))
                                .isTrue();
                    }
                    ended(file.id());
                    left.decrementAndGet();
                }
            }
        }
        return null;
    }

    /** Every look sees counts that fit together. */
    private static Void watch(TrackerReader reader, AtomicInteger left) throws TrackerFailure {
        while (left.get() > 0) {
            Stats.Totals total = reader.stats().total();
            assertThat(total.posts() % PAGE).isZero();
            assertThat(total.files().files()).isEqualTo(total.posts());
        }
        return null;
    }
}
