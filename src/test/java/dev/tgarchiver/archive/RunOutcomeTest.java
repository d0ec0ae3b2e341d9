package dev.tgarchiver.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tgarchiver.download.split.SplitSettings;
import dev.tgarchiver.download.tuning.AdaptiveSize;
import dev.tgarchiver.download.tuning.InFlightLimit;
import dev.tgarchiver.event.Event.RunFinished;
import dev.tgarchiver.event.Event.RunFinished.Retries;
import dev.tgarchiver.model.Channel;
import dev.tgarchiver.model.ChannelRef;
import dev.tgarchiver.model.Deduplication;
import dev.tgarchiver.model.Media;
import dev.tgarchiver.model.MediaKind;
import dev.tgarchiver.model.Outcome;
import dev.tgarchiver.model.Post;
import dev.tgarchiver.model.PostId;
import dev.tgarchiver.model.Selection;
import dev.tgarchiver.progress.RunProgress;
import dev.tgarchiver.storage.local.FileStore;
import dev.tgarchiver.storage.naming.PathTemplate;
import dev.tgarchiver.telegram.ChannelFinder;
import dev.tgarchiver.telegram.HistorySource;
import dev.tgarchiver.telegram.MediaSource.FetchedFile;
import dev.tgarchiver.telegram.TelegramFailure;
import dev.tgarchiver.telegram.pace.Backoff;
import dev.tgarchiver.telegram.pace.FloodGate;
import dev.tgarchiver.telegram.pace.Throttle;
import dev.tgarchiver.telegram.pace.TokenBucket;
import dev.tgarchiver.time.Time;
import dev.tgarchiver.tracker.Tracker;
import dev.tgarchiver.tracker.sqlite.SqliteTracker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What later runs say and do about files that failed in earlier ones, by a clock of the test's own. */
@Timeout(60)
class RunOutcomeTest {

    private static final long NEWS = -1001L;
    private static final String CONTENT = "content";
    private static final Duration HOUR = Duration.ofHours(1);

    @TempDir
    private Path folder;

    private Tracker tracker;
    private Instant now = Instant.parse("2026-03-01T12:00:00Z");

    /** Why no file comes, if so. */
    private @Nullable TelegramFailure failure;

    private final Time time = new Time() {
        @Override
        public Instant now() {
            return now;
        }

        @Override
        public long nanoTime() {
            return Time.SYSTEM.nanoTime();
        }

        @Override
        public void await(Object monitor, Duration patience) throws InterruptedException {
            Time.SYSTEM.await(monitor, patience);
        }
    };

    @BeforeEach
    void open() throws Exception {
        tracker = SqliteTracker.open(folder.resolve("tracker.db"));
    }

    @AfterEach
    void close() throws Exception {
        tracker.close();
    }

    private RunFinished run(boolean retryFailed) throws Exception {
        AtomicReference<RunFinished> finished = new AtomicReference<>();
        ArchiveRun run = new ArchiveRun(
                new ArchiveRun.Sources(
                        new News(),
                        new News(),
                        (chatId, from, to) -> List.of(),
                        List.of((post, expected, stall, transfer) -> fetch()),
                        Optional::empty),
                new ArchiveRun.Archive(
                        tracker,
                        new FileStore(folder.resolve("downloads")),
                        PathTemplate.parse("{id}_{name}"),
                        Deduplication.LINK),
                new ArchiveRun.Pace(
                        new Throttle(
                                new TokenBucket(1_000, 10, Time.SYSTEM),
                                new FloodGate(Time.SYSTEM, () -> 0),
                                Time.SYSTEM),
                        new Backoff(1, Duration.ofMillis(1), Duration.ofMillis(1), () -> 0.5)),
                new RunSettings(
                        1,
                        1,
                        10,
                        Duration.ofMinutes(1),
                        new InFlightLimit(1, AdaptiveSize.fixed(1 << 20), 3),
                        new SplitSettings(AdaptiveSize.fixed(0), 1, folder.resolve("lanes")),
                        folder.resolve("cache"),
                        new RunLimits(0, 0, Duration.ZERO, 0, List.of())),
                new ArchiveRun.Order((asked, found) -> Selection.EVERYTHING, retryFailed, false),
                new RunProgress(time::now, time::nanoTime),
                event -> {
                    if (event instanceof RunFinished end) {
                        finished.set(end);
                    }
                },
                time);
        long id = tracker.startRun(1, now, "", "download", now);
        RunResult result = run.run(id, List.of(new ChannelRef.Username("@news", "news")));
        RunFinished end = Objects.requireNonNull(finished.get());
        assertThat(result.outcome()).isEqualTo(end.outcome());
        assertThat(result.failedEarlier()).isEqualTo(end.retries().earlier());
        return end;
    }

    private FetchedFile fetch() throws TelegramFailure {
        if (failure != null) {
            throw failure;
        }
        try {
            Path file = Files.writeString(Files.createTempFile(folder, "part", ""), CONTENT);
            return new FetchedFile() {
                @Override
                public Path path() {
                    return file;
                }

                @Override
                public void close() {
                    // The folder is the test's.
                }
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void what_may_pass_is_said_by_each_run_and_tried_again_when_its_pause_is_over() throws Exception {
        failure = new TelegramFailure.Transient("Telegram is out of order.");
        Instant due = now.plus(HOUR);
        RunFinished first = run(false);
        assertThat(first.outcome()).isEqualTo(Outcome.SOME_FAILED);
        assertThat(first.failed()).isEqualTo(1);
        assertThat(first.retries()).isEqualTo(new Retries(1, 0, List.of("@news"), Optional.of(due)));

        failure = null;
        now = due.minusSeconds(1);
        RunFinished second = run(false);
        assertThat(second.outcome()).isEqualTo(Outcome.SOME_FAILED);
        assertThat(second.files() + second.failed()).isZero();
        assertThat(second.retries()).isEqualTo(new Retries(0, 1, List.of("@news"), Optional.of(due)));

        now = due;
        RunFinished third = run(false);
        assertThat(third.outcome()).isEqualTo(Outcome.COMPLETE);
        assertThat(third.files()).isEqualTo(1);
        assertThat(third.retries()).isEqualTo(Retries.NONE);
    }

    @Test
    void what_fails_in_every_round_is_tried_after_growing_pauses() throws Exception {
        failure = new TelegramFailure.Transient("Telegram is out of order.");
        for (Duration pause : List.of(HOUR, HOUR.multipliedBy(4), Duration.ofDays(1), Duration.ofDays(3))) {
            RunFinished end = run(false);
            assertThat(end.failed()).isEqualTo(1);
            assertThat(end.retries().next()).contains(now.plus(pause));
            now = now.plus(pause);
        }
    }

    @Test
    void what_cannot_pass_is_said_by_the_run_in_which_it_fails_only() throws Exception {
        failure = new TelegramFailure.Gone("It is deleted.");
        RunFinished first = run(false);
        assertThat(first.outcome()).isEqualTo(Outcome.SOME_FAILED);
        assertThat(first.retries()).isEqualTo(Retries.NONE);

        now = now.plus(Duration.ofDays(30));
        RunFinished later = run(false);
        assertThat(later.outcome()).isEqualTo(Outcome.COMPLETE);
        assertThat(later.failed()).isZero();
        assertThat(tracker.stats().total().failed()).containsOnlyKeys("gone");
    }

    @Test
    void a_run_may_be_told_to_try_all_of_them_again() throws Exception {
        failure = new TelegramFailure.Transient("Telegram is out of order.");
        run(false);
        failure = null;
        assertThat(run(true).outcome()).isEqualTo(Outcome.COMPLETE);
        assertThat(folder.resolve("downloads/1_a.bin")).hasContent(CONTENT);
    }

    /** A channel with one post. */
    private static final class News implements ChannelFinder, HistorySource {

        @Override
        public Channel find(ChannelRef ref) {
            return new Channel(NEWS, "News", Optional.of("news"), Channel.Type.CHANNEL);
        }

        @Override
        public List<Channel> all() {
            return List.of();
        }

        @Override
        public long refresh(long chatId, long known) {
            return 1;
        }

        @Override
        public List<Post> older(long chatId, long before) {
            Media media = new Media(MediaKind.DOCUMENT, "u", CONTENT.length(), "a.bin", "", "", "", 0, 0, 0);
            return before == 0
                    ? List.of(new Post(
                            new PostId(NEWS, 1),
                            Instant.EPOCH,
                            Optional.empty(),
                            "document",
                            "",
                            "",
                            0,
                            0,
                            0,
                            0,
                            "",
                            Optional.of(media)))
                    : List.of();
        }

        @Override
        public long lastUntil(long chatId, Instant date) {
            return 0;
        }

        @Override
        public List<Post> newer(long chatId, long after) {
            return List.of();
        }
    }
}
