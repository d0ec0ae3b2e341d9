package dev.tgarchiver.archive;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.tgarchiver.download.DownloadPool;
import dev.tgarchiver.download.FileLedger;
import dev.tgarchiver.download.RunAbort;
import dev.tgarchiver.download.queue.DownloadQueue;
import dev.tgarchiver.event.Event.RunFinished.Kept;
import dev.tgarchiver.event.EventListener;
import dev.tgarchiver.event.Events;
import dev.tgarchiver.history.DiscoverySink;
import dev.tgarchiver.progress.RunProgress;
import dev.tgarchiver.progress.RunTotals;
import dev.tgarchiver.storage.SpaceGuard;
import dev.tgarchiver.storage.StorageFailure;
import dev.tgarchiver.storage.sweep.PartialBytes;
import dev.tgarchiver.telegram.MediaSource;
import dev.tgarchiver.telegram.Reachability;
import dev.tgarchiver.time.Time;
import dev.tgarchiver.tracker.TrackerFailure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The parts of every run that downloads: queue, workers, what ends it early, and the order in which these start and
 * end. The run's {@link Lead} says what is downloaded. Used once; {@link #stop} and the abort from any thread.
 */
final class DownloadRun {

    /** How long the files in flight may take to finish after an interrupt, if one of them can. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    /** The run waits for a failed file's next attempt if that is due within this time. */
    private static final Duration RETRY_PATIENCE = Duration.ofMinutes(2);

    private static final Duration FIRST_PAGE_PATIENCE = Duration.ofSeconds(5);

    /** Bytes: eight clients' copies of a session, at most 64 MiB each. */
    private static final long SPACE_TO_GET_READY = 512L << 20;

    /** What the run's own thread does while the workers download; it must start them with {@link #start}. */
    @FunctionalInterface
    interface Lead {
        void run() throws InterruptedException, TrackerFailure;
    }

    /**
     * How the run ended.
     *
     * @param abort why it could not continue, if so
     * @param interrupted whether it was stopped before it was done
     * @param timeIsUp whether its time was up before it was done
     * @param led whether the lead completed
     */
    record End(Optional<Exception> abort, boolean interrupted, boolean timeIsUp, boolean led, Duration took) {}

    private final RunProgress progress;
    private final RunAbort abort = new RunAbort(this::halt);
    private final RunLimits limits;
    private final Time time;
    private final Path lanes;
    private final Path cache;
    private final Reachability reachability;
    private final SpaceGuard space;
    private final ClaimedFiles claims;
    private final DownloadQueue queue;
    private final EventListener events;
    private final DownloadPool pool;

    @GuardedBy("this")
    private @Nullable Thread leading;

    @GuardedBy("this")
    private boolean stopped;

    private volatile boolean timeIsUp;

    /**
     * A run over files.
     *
     * @param media a source for each worker
     * @param reachability whether the sources can be reached
     * @param progress counts this run, and nothing before it
     * @param listener receives every event of the run
     */
    DownloadRun(
            DownloadQueue.Source files,
            List<MediaSource> media,
            Reachability reachability,
            ArchiveRun.Archive archive,
            ArchiveRun.Pace pace,
            RunSettings settings,
            RunProgress progress,
            EventListener listener,
            Time time)
            throws StorageFailure {
        limits = settings.limits();
        lanes = settings.split().folder();
        cache = settings.cache();
        this.time = time;
        this.reachability = reachability;
        space = SpaceGuard.of(limits.folders(), limits.minFreeSpace());
        claims = new ClaimedFiles(files, archive.tracker(), time);
        queue = new DownloadQueue(
                claims, settings.queueSize(), limits.maxFiles(), limits.maxBytes(), RETRY_PATIENCE, time);
        this.progress = progress;
        // The progress decides how the run ended, so it counts first, whatever a listener does.
        Events listeners = new Events(List.of(listener));
        events = event -> {
            progress.on(event);
            listeners.on(event);
        };
        pool = new DownloadPool(
                media,
                new DownloadPool.Parts(
                        queue,
                        new ArchivePublisher(archive),
                        new FileLedger(archive.tracker(), archive.tracker(), pace.backoff()),
                        pace.throttle(),
                        settings.fewestWorkers(),
                        settings.inFlight(),
                        space,
                        settings.stall(),
                        events,
                        time),
                settings.split(),
                abort);
    }

    private void checkUp() throws StorageFailure, TrackerFailure {
        space.check();
        claims.renew();
    }

    /** Has the queue hear of what a walk records. */
    DiscoverySink discovery() {
        return new DiscoverySink() {
            @Override
            public void recorded(int posts, int files) {
                if (files > 0) {
                    queue.discovered();
                }
                if (posts > 1) {
                    queue.ready();
                }
            }

            @Override
            public void walked() {
                queue.ready();
            }
        };
    }

    /** Runs to the end. Blocks. The result says what ended it early. */
    End run(Lead lead) {
        long started = time.nanoTime();
        boolean interrupted;
        synchronized (this) {
            leading = Thread.currentThread();
            // A run that was stopped before its start starts nothing.
            interrupted = stopped;
        }
        boolean led = false;
        RunWatchdog watch = RunWatchdog.start(this::checkUp, limits.maxDuration(), this::timeIsUp, abort::abort, time);
        try {
            if (!interrupted) {
                lead.run();
                led = true;
                queue.discoveryEnded();
                pool.await();
            }
        } catch (InterruptedException e) {
            interrupted = true;
        } catch (RuntimeException | TrackerFailure e) {
            abort.abort(e);
        } finally {
            watch.close();
        }
        // Ignores further interrupts from here on.
        synchronized (this) {
            leading = null;
            interrupted |= Thread.interrupted();
            interrupted &= stopped;
        }
        pool.stop(abort.cause().isPresent() ? Duration.ZERO : GRACE);
        return new End(abort.cause(), interrupted, timeIsUp, led, Duration.ofNanos(time.nanoTime() - started));
    }

    /**
     * Has the workers wait a moment, until the walk has a page of several posts: TDLib's first answer is only the
     * newest post, and its file would be the first however large. Call it before {@link #start}.
     */
    void awaitFirstPage() {
        queue.holdBack(FIRST_PAGE_PATIENCE);
    }

    /**
     * Has the workers prepare for files of a chat to walk, unless there is little space: TDLib ends the process when
     * there is none for its own data. Call it before {@link #start}.
     */
    void expect(long chatId) {
        if (space.hasRoom(SPACE_TO_GET_READY)) {
            pool.expect(chatId, limits.maxFiles() == 0 ? Long.MAX_VALUE : limits.maxFiles());
        }
    }

    /** Starts the workers. Called once, by the lead. */
    void start() {
        pool.start();
    }

    /**
     * Ends the run early: starts no file and interrupts the lead; files in flight may finish within ten seconds, if one
     * can.
     */
    void stop() {
        synchronized (this) {
            stopped = true;
        }
        halt();
    }

    private void halt() {
        queue.close();
        synchronized (this) {
            if (leading != null) {
                leading.interrupt();
            }
        }
    }

    /** A run without a connection aborts, rather than reporting that it used its time. */
    private void timeIsUp() {
        timeIsUp = true;
        reachability.missing().ifPresent(abort::abort);
        halt();
    }

    /** What the next run can resume with. Call it when the run has ended; blocks on the disk. */
    Kept kept() {
        RunTotals totals = progress.totals();
        return totals.unfinishedFiles() == 0
                ? Kept.NONE
                : new Kept(totals.unfinishedFiles(), Math.min(totals.unfinishedBytes(), PartialBytes.of(lanes, cache)));
    }

    /** Whether a file is being fetched, or waits for a worker. */
    boolean isBusy() throws TrackerFailure {
        return queue.isBusy();
    }

    /** Whether the limit of files or bytes is used up. */
    boolean limitReached() {
        return queue.limitReached();
    }

    /** Passes events to every listener of the run. */
    EventListener events() {
        return events;
    }

    /** How the run's files have ended so far. */
    RunTotals totals() {
        return progress.totals();
    }

    RunAbort abort() {
        return abort;
    }
}
