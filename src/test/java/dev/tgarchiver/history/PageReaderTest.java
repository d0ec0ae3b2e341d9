package dev.tgarchiver.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tgarchiver.history.PageReader.Request;
import dev.tgarchiver.model.post.Peer;
import dev.tgarchiver.model.post.Post;
import dev.tgarchiver.model.post.PostId;
import dev.tgarchiver.telegram.HistorySource;
import dev.tgarchiver.telegram.TelegramFailure;
import dev.tgarchiver.telegram.pace.Backoff;
import dev.tgarchiver.telegram.pace.FloodGate;
import dev.tgarchiver.telegram.pace.PacedCalls;
import dev.tgarchiver.telegram.pace.Throttle;
import dev.tgarchiver.telegram.pace.TokenBucket;
import dev.tgarchiver.time.FakeTime;
import dev.tgarchiver.tracker.Tracker;
import dev.tgarchiver.tracker.sqlite.SqliteTracker;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class PageReaderTest {

    private static final long CHAT = -1_000_000_000_001L;

    private final FakeTime time = new FakeTime();
    private final GatedHistory history = new GatedHistory();
    private Tracker tracker;
    private PageReader reader;

    @BeforeEach
    void open(@TempDir Path folder) throws Exception {
        tracker = SqliteTracker.open(folder.resolve("tracker.db"));
        PacedCalls calls = new PacedCalls(
                new Throttle(new TokenBucket(2, 1, time), new FloodGate(time, () -> 0), time),
                new Backoff(3, Duration.ofSeconds(1), Duration.ofSeconds(10), () -> 1),
                event -> {},
                time);
        reader = new PageReader(new AlbumPages(history, calls, CHAT), new SeenPeers(history, tracker));
    }

    @AfterEach
    void close() throws Exception {
        history.answers.release(100);
        reader.close();
        tracker.close();
    }

    @Test
    void a_page_that_is_requested_ahead_is_read_without_another_request() throws Exception {
        reader.ahead(new Request.Older(500));
        await().until(() -> history.started.get() == 1);
        history.answers.release();

        assertThat(reader.read(new Request.Older(500)).posts())
                .extracting(Post::id)
                .containsExactly(new PostId(CHAT, 499));
        assertThat(history.started).hasValue(1);
    }

    @Test
    void pages_ahead_are_requested_at_the_pace_of_all_others() throws Exception {
        history.answers.release(3);
        for (long before = 500; before > 497; before--) {
            reader.ahead(new Request.Older(before));
            reader.read(new Request.Older(before));
        }

        assertThat(time.elapsed()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void a_flood_wait_is_waited_out_ahead_too() throws Exception {
        history.failures.add(new TelegramFailure.FloodWait(Duration.ofSeconds(30)));
        history.answers.release(2);
        reader.ahead(new Request.Newer(500, 900));

        assertThat(reader.read(new Request.Newer(500, 900)).posts()).hasSize(1);
        assertThat(time.elapsed()).isGreaterThanOrEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void another_request_waits_until_the_one_ahead_is_given_up() throws Exception {
        reader.ahead(new Request.Older(500));
        await().until(() -> history.started.get() == 1);
        history.answersAfterInterrupt.set(1);

        assertThat(reader.read(new Request.Newer(500, 900)).posts()).hasSize(1);
        assertThat(history.interrupted).hasValue(1);
        assertThat(history.atOnce).as("requests at a time").hasValue(1);
    }

    @Test
    void closing_ends_the_request_ahead() throws Exception {
        reader.ahead(new Request.Older(500));
        await().until(() -> history.started.get() == 1);
        reader.close();

        assertThat(history.interrupted).hasValue(1);
    }

    @Test
    void an_interrupt_ends_the_wait_for_a_page_ahead_and_the_request() throws Exception {
        reader.ahead(new Request.Older(500));
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> reader.read(new Request.Older(500))).isInstanceOf(InterruptedException.class);
        reader.close();
        assertThat(history.running).hasValue(0);
    }

    @Test
    void a_failure_ahead_is_thrown_where_the_page_is_read() throws Exception {
        history.failures.add(new TelegramFailure.NoAccess("gone"));
        history.answers.release();
        reader.ahead(new Request.Older(500));

        assertThatThrownBy(() -> reader.read(new Request.Older(500)))
                .isInstanceOf(TelegramFailure.NoAccess.class)
                .hasMessage("gone");
    }

    /** Pages of one post each, which are given out one by one. */
    private static final class GatedHistory implements HistorySource {

        private final Semaphore answers = new Semaphore(0);
        private final AtomicInteger answersAfterInterrupt = new AtomicInteger();
        private final AtomicInteger started = new AtomicInteger();
        private final AtomicInteger running = new AtomicInteger();
        private final AtomicInteger atOnce = new AtomicInteger();
        private final AtomicInteger interrupted = new AtomicInteger();
        private final Deque<TelegramFailure> failures = new ConcurrentLinkedDeque<>();

        private List<Post> page(long id) throws TelegramFailure, InterruptedException {
            started.incrementAndGet();
            atOnce.accumulateAndGet(running.incrementAndGet(), Math::max);
            try {
                answers.acquire();
            } catch (InterruptedException e) {
                interrupted.incrementAndGet();
                answers.release(answersAfterInterrupt.get());
                throw e;
            } finally {
                running.decrementAndGet();
            }
            TelegramFailure failure = failures.poll();
            if (failure != null) {
                throw failure;
            }
            return List.of(new Post(
                    new PostId(CHAT, id),
                    Instant.EPOCH,
                    Optional.empty(),
                    "text",
                    "",
                    "",
                    0,
                    0,
                    0,
                    0,
                    "",
                    Optional.empty()));
        }

        @Override
        public List<Post> older(long chatId, long before) throws TelegramFailure, InterruptedException {
            return page(before - 1);
        }

        @Override
        public List<Post> newer(long chatId, long after) throws TelegramFailure, InterruptedException {
            return page(after + 1);
        }

        @Override
        public long refresh(long chatId, long known) {
            return known;
        }

        @Override
        public long lastUntil(long chatId, Instant date) {
            return 0;
        }

        @Override
        public List<Peer> peers(Collection<Long> ids) {
            return List.of();
        }
    }
}
