package dev.tgarchiver.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tgarchiver.download.split.SplitSettings;
import dev.tgarchiver.download.tuning.AdaptiveSize;
import dev.tgarchiver.download.tuning.InFlightLimit;
import dev.tgarchiver.model.Deduplication;
import dev.tgarchiver.progress.RunProgress;
import dev.tgarchiver.storage.local.LocalBlobStore;
import dev.tgarchiver.storage.naming.PathTemplate;
import dev.tgarchiver.telegram.MediaSource;
import dev.tgarchiver.telegram.Reachability;
import dev.tgarchiver.telegram.TelegramFailure.Unreachable;
import dev.tgarchiver.telegram.pace.Backoff;
import dev.tgarchiver.telegram.pace.FloodGate;
import dev.tgarchiver.telegram.pace.Throttle;
import dev.tgarchiver.telegram.pace.TokenBucket;
import dev.tgarchiver.time.Time;
import dev.tgarchiver.tracker.Tracker;
import dev.tgarchiver.tracker.sqlite.SqliteTracker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class DownloadRunTest {

    @TempDir
    private Path folder;

    @Test
    @Timeout(60)
    void a_run_that_was_stopped_before_it_began_begins_nothing() throws Exception {
        try (Tracker tracker = SqliteTracker.open(folder.resolve("tracker.db"))) {
            DownloadRun run = run(tracker);
            run.stop();
            DownloadRun.End end = run.run(() -> {
                throw new AssertionError("it has begun");
            });
            assertThat(end.interrupted()).isTrue();
            assertThat(end.led()).isFalse();
            assertThat(end.abort()).isEmpty();
        }
    }

    @Test
    @Timeout(60)
    void a_run_whose_time_is_up_without_a_connection_was_not_able_to_do_its_work() throws Exception {
        Unreachable missing = new Unreachable("no connection");
        try (Tracker tracker = SqliteTracker.open(folder.resolve("tracker.db"))) {
            DownloadRun run = run(tracker, () -> Optional.of(missing), Duration.ofMillis(1));
            DownloadRun.End end = run.run(() -> new CountDownLatch(1).await());
            assertThat(end.timeIsUp()).isTrue();
            assertThat(end.abort()).contains(missing);
        }
    }

    private DownloadRun run(Tracker tracker) throws Exception {
        return run(tracker, Optional::empty, Duration.ZERO);
    }

    private DownloadRun run(Tracker tracker, Reachability reachability, Duration limit) throws Exception {
        Time time = Time.SYSTEM;
        MediaSource source = (post, expected, stall, transfer) -> {
            throw new AssertionError("a file is fetched");
        };
        return new DownloadRun(
                new RunFiles(tracker, List.of()),
                List.of(source),
                reachability,
                new ArchiveRun.Archive(
                        tracker,
                        new LocalBlobStore(folder.resolve("downloads")),
                        PathTemplate.parse("{id}_{name}"),
                        Deduplication.LINK),
                new ArchiveRun.Pace(
                        new Throttle(new TokenBucket(1_000, 10, time), new FloodGate(time, () -> 0), time),
                        new Backoff(3, Duration.ofMillis(50), Duration.ofSeconds(1), () -> 0.5)),
                new RunSettings(
                        1,
                        1,
                        15,
                        Duration.ofMinutes(1),
                        new InFlightLimit(1, AdaptiveSize.fixed(1 << 20), 3),
                        new SplitSettings(AdaptiveSize.fixed(0), 1, folder.resolve("lanes")),
                        folder.resolve("cache"),
                        new RunLimits(0, 0, limit, 0, List.of())),
                new RunProgress(time::now, time::nanoTime),
                event -> {},
                time);
    }
}
