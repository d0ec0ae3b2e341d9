package dev.tgarchiver.archive;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.tgarchiver.download.DownloadPool;
import dev.tgarchiver.download.DownloadQueue;
import dev.tgarchiver.download.FileLedger;
import dev.tgarchiver.download.RunAbort;
import dev.tgarchiver.event.Event;
import dev.tgarchiver.event.Event.RunFinished.Outcome;
import dev.tgarchiver.event.EventListener;
import dev.tgarchiver.event.Events;
import dev.tgarchiver.model.Channel;
import dev.tgarchiver.telegram.TelegramFailure;
import dev.tgarchiver.throttle.Time;
import dev.tgarchiver.throttle.TokenBucket.Use;
import dev.tgarchiver.tracker.Amount;
import dev.tgarchiver.tracker.ChannelRow;
import dev.tgarchiver.tracker.Tracker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Fetches files again that were in the archive, and nothing else, and puts each in place of what is left of it. Walks no
 * history. Used once.
 */
public final class RepairRun {

    private static final Duration RETRY_PATIENCE = Duration.ofMinutes(2);
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final ArchiveRun.Sources sources;
    private final Tracker tracker;
    private final ArchiveRun.Pace pace;
    private final Settings settings;
    private final Time time;
    private final RunCount count = new RunCount();
    private final EventListener events;
    private final DownloadQueue queue;
    private final DownloadPool pool;
    private final RunAbort abort;
    private volatile boolean stopped;

    @GuardedBy("this")
    private @Nullable Thread running;

    /**
     * How it goes about its work.
     *
     * @param workers files downloaded at the same time
     * @param queueSize files held in memory
     * @param stall without a new byte for this long, a download is tried again
     */
    public record Settings(int workers, int queueSize, Duration stall) {}

    /**
     * A run over these files, which {@link Tracker#replace} has made pending.
     *
     * @param listener hears of everything that happens
     */
    public RepairRun(
            ArchiveRun.Sources sources,
            ArchiveRun.Archive archive,
            Collection<Long> files,
            ArchiveRun.Pace pace,
            Settings settings,
            EventListener listener,
            Time time) {
        this.sources = sources;
        this.pace = pace;
        this.settings = settings;
        this.time = time;
        tracker = archive.tracker();
        abort = new RunAbort(this::halt);
        queue = new DownloadQueue(
                new ChosenFiles(tracker, List.copyOf(files), time), settings.queueSize(), 0, 0, RETRY_PATIENCE, time);
        events = new Events(List.of(count, listener));
        pool = new DownloadPool(
                sources.media(),
                new DownloadPool.Parts(
                        queue,
                        new ArchivePublisher(archive),
                        new FileLedger(tracker, pace.backoff()),
                        pace.throttle(),
                        settings.stall(),
                        events,
                        time),
                abort);
    }

    /**
     * Runs to the end. Blocks.
     *
     * @param channels those that the files' posts are in
     */
    public RunResult run(long runId, List<ChannelRow> channels, Amount amount) {
        long started = time.nanoTime();
        List<Exception> failures = new ArrayList<>();
        List<String> names =
                channels.stream().map(channel -> channel.channel().label()).toList();
        events.on(new Event.RunStarted(
                runId, names, settings.workers(), amount.files(), amount.bytes(), Event.Limit.NONE));
        boolean interrupted = false;
        synchronized (this) {
            running = Thread.currentThread();
        }
        try {
            for (ChannelRow channel : channels) {
                find(channel, failures);
            }
            queue.discoveryEnded();
            pool.start();
            pool.await();
        } catch (InterruptedException e) {
            interrupted = true;
        }
        synchronized (this) {
            running = null;
            interrupted |= Thread.interrupted();
            interrupted &= stopped;
        }
        pool.stop(abort.cause().isPresent() ? Duration.ZERO : GRACE);
        Optional<Exception> cause = abort.cause();
        long left = Math.max(0, amount.files() - count.files() - count.failed());
        Outcome outcome;
        if (cause.isPresent()) {
            outcome = Outcome.ABORTED;
        } else if (interrupted) {
            outcome = Outcome.INTERRUPTED;
        } else {
            outcome = left > 0 || count.failed() > 0 ? Outcome.SOME_FAILED : Outcome.COMPLETE;
        }
        Duration took = Duration.ofNanos(time.nanoTime() - started);
        events.on(new Event.RunFinished(
                outcome, count.files(), count.bytes(), count.failed(), failures.size(), left, Optional.empty(), took));
        return new RunResult(outcome, cause, failures);
    }

    /** Takes no further file; the running ones may finish for ten seconds. Any thread. */
    public void stop() {
        stopped = true;
        halt();
    }

    /** Files and bytes of this run so far, and how many failed. */
    public ArchiveRun.Done done() {
        return new ArchiveRun.Done(count.files(), count.bytes(), count.failed());
    }

    private void halt() {
        queue.close();
        synchronized (this) {
            if (running != null) {
                running.interrupt();
            }
        }
    }

    /** TDLib reads posts only of chats that it has seen. */
    private void find(ChannelRow channel, List<Exception> failures) throws InterruptedException {
        while (!stopped) {
            pace.throttle().acquire(Use.WALK);
            try {
                Channel unused = sources.channels().find(channel.reference());
                return;
            } catch (TelegramFailure.FloodWait e) {
                Instant until = pace.throttle().floodWait(e.retryAfter());
                events.on(new Event.FloodWait(e.retryAfter(), until));
            } catch (TelegramFailure e) {
                switch (e.kind()) {
                    case NO_ACCESS, GONE, REPLACED, TRANSIENT, FLOOD_WAIT -> {
                        failures.add(e);
                        events.on(new Event.Notice(Event.Notice.Level.WARNING, e.getMessage()));
                    }
                    case LOGIN_NEEDED, HELD, LOCAL -> abort.because(e);
                }
                return;
            }
        }
    }
}
