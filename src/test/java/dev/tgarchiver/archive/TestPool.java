package dev.tgarchiver.archive;

import dev.tgarchiver.download.DownloadPool;
import dev.tgarchiver.download.FileLedger;
import dev.tgarchiver.download.Publisher;
import dev.tgarchiver.download.RunAbort;
import dev.tgarchiver.download.queue.DownloadQueue;
import dev.tgarchiver.download.split.SplitSettings;
import dev.tgarchiver.download.tuning.AdaptiveSize;
import dev.tgarchiver.download.tuning.InFlightLimit;
import dev.tgarchiver.event.Events;
import dev.tgarchiver.model.Channel;
import dev.tgarchiver.model.post.Media;
import dev.tgarchiver.model.post.MediaKind;
import dev.tgarchiver.model.post.Post;
import dev.tgarchiver.model.post.PostId;
import dev.tgarchiver.storage.SpaceGuard;
import dev.tgarchiver.telegram.MediaSource;
import dev.tgarchiver.telegram.pace.Backoff;
import dev.tgarchiver.telegram.pace.FloodGate;
import dev.tgarchiver.telegram.pace.Throttle;
import dev.tgarchiver.telegram.pace.TokenBucket;
import dev.tgarchiver.time.Time;
import dev.tgarchiver.tracker.Tracker;
import dev.tgarchiver.tracker.sqlite.SqliteTracker;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The workers of a run over one channel, with the tracker and all that is between them; nothing is split. */
final class TestPool {

    /** The channel's id. */
    static final long NEWS = -1001L;

    private final DownloadQueue queue;
    private final RunAbort abort;
    private final DownloadPool pool;

    /** One worker for each source. */
    TestPool(
            Tracker tracker,
            List<MediaSource> sources,
            Publisher publisher,
            int attempts,
            SpaceGuard space,
            Events events,
            Time time) {
        queue = new DownloadQueue(
                new ClaimedFiles(new RunFiles(tracker, List.of(NEWS)), tracker, time),
                15,
                0,
                0,
                Duration.ofDays(1),
                time);
        abort = new RunAbort(queue::close);
        pool = new DownloadPool(
                sources,
                new DownloadPool.Parts(
                        queue,
                        publisher,
                        new FileLedger(
                                tracker,
                                tracker,
                                new Backoff(attempts, Duration.ofMillis(50), Duration.ofSeconds(1), () -> 0.5)),
                        new Throttle(new TokenBucket(1_000, 10, time), new FloodGate(time, () -> 0), time),
                        1,
                        new InFlightLimit(1, AdaptiveSize.fixed(1 << 20), 3),
                        space,
                        Duration.ofMinutes(1),
                        events,
                        time),
                new SplitSettings(AdaptiveSize.fixed(0), 1, Path.of("")),
                abort);
    }

    /** A new tracker that knows the channel, in a run that has started. */
    static Tracker tracker(Path file, Time time) throws Exception {
        Tracker tracker = SqliteTracker.open(file);
        tracker.remember(new Channel(NEWS, "News", Optional.empty(), Channel.Type.CHANNEL), taken -> "News");
        tracker.startRun(1, time.now(), "", "download", time.now());
        return tracker;
    }

    /** A post of the channel with a document. */
    static Post document(long id, long size) {
        Media media = new Media(MediaKind.DOCUMENT, "remote " + id, size, "file.bin", "", "", "", 0, 0, 0);
        return new Post(
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
                Optional.of(media));
    }

    void start() {
        pool.start();
    }

    /** Tells the workers that the tracker holds more files. */
    void discovered() {
        queue.discovered();
    }

    /** Waits until the workers have done all that the tracker holds; returns why the run ended early, if it did. */
    Optional<Exception> await() throws InterruptedException {
        queue.discoveryEnded();
        pool.await();
        return abort.cause();
    }
}
