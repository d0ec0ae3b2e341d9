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
import dev.tgarchiver.history.HistoryWalker;
import dev.tgarchiver.model.ByteSize;
import dev.tgarchiver.model.Channel;
import dev.tgarchiver.model.ChannelRef;
import dev.tgarchiver.model.Deduplication;
import dev.tgarchiver.model.Selection;
import dev.tgarchiver.storage.ChannelDirectory;
import dev.tgarchiver.storage.FileStore;
import dev.tgarchiver.storage.PathTemplate;
import dev.tgarchiver.storage.StorageFailure;
import dev.tgarchiver.telegram.ChannelFinder;
import dev.tgarchiver.telegram.HistorySource;
import dev.tgarchiver.telegram.MediaSource;
import dev.tgarchiver.telegram.TelegramFailure;
import dev.tgarchiver.throttle.Backoff;
import dev.tgarchiver.throttle.Throttle;
import dev.tgarchiver.throttle.Time;
import dev.tgarchiver.throttle.TokenBucket.Use;
import dev.tgarchiver.tracker.Amount;
import dev.tgarchiver.tracker.ChannelRow;
import dev.tgarchiver.tracker.Selected;
import dev.tgarchiver.tracker.Tracker;
import dev.tgarchiver.tracker.TrackerFailure;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run over the channels: finds them, walks them one after the other, and downloads at the same time what the walk
 * brings and what earlier runs left. Used once.
 */
public final class ArchiveRun {

    private static final Logger LOG = LoggerFactory.getLogger(ArchiveRun.class);

    /** After an interrupt the running files may finish for this long. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    /** A file that failed for now is waited for when its next attempt is due within this time. */
    private static final Duration RETRY_PATIENCE = Duration.ofMinutes(2);

    /** Where things come from. */
    public record Sources(ChannelFinder channels, HistorySource history, List<MediaSource> media) {}

    /** Where things go, and what is done with bytes that are there already. */
    public record Archive(Tracker tracker, FileStore store, PathTemplate template, Deduplication deduplication) {}

    /** What holds a run back. */
    public record Pace(Throttle throttle, Backoff backoff) {}

    private final Sources sources;
    private final Archive archive;
    private final Pace pace;
    private final RunSettings settings;
    private final Time time;
    private final RunCount count = new RunCount();
    private final EventListener events;
    private final List<Long> chatIds = Collections.synchronizedList(new ArrayList<>());
    private final List<Exception> channelFailures = new ArrayList<>();
    private final DownloadQueue queue;
    private final DownloadPool pool;
    private final RunAbort abort;
    private final SpaceGuard space;

    @GuardedBy("this")
    private @Nullable Thread walking;

    @GuardedBy("this")
    private boolean stopped;

    /** Whether the run's time was up before it was done. */
    private volatile boolean timeIsUp;

    private boolean walked;

    /** Whether a channel's walk was ended by a limit. */
    private boolean walkCutShort;

    /** {@code listener} hears of everything that happens. */
    public ArchiveRun(
            Sources sources, Archive archive, Pace pace, RunSettings settings, EventListener listener, Time time)
            throws StorageFailure {
        this.sources = sources;
        this.archive = archive;
        this.pace = pace;
        this.settings = settings;
        this.time = time;
        abort = new RunAbort(this::halt);
        space = SpaceGuard.of(folders(archive, settings), settings.limits().minFreeSpace());
        Tracker tracker = archive.tracker();
        queue = new DownloadQueue(
                new PendingFiles(tracker, () -> List.copyOf(chatIds), time),
                settings.queueSize(),
                settings.maxFiles(),
                settings.limits().maxBytes(),
                RETRY_PATIENCE,
                time);
        events = new Events(List.of(count, this::onDiscovery, listener));
        pool = new DownloadPool(
                sources.media().stream().map(space::guard).toList(),
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
     * Runs to the end. Blocks. Whatever goes wrong with single files or channels is in the result; what ends the whole
     * run is so too, as its abort.
     *
     * @param runId the tracker's number of this run
     */
    public RunResult run(long runId, List<ChannelRef> refs) throws TrackerFailure {
        long started = time.nanoTime();
        synchronized (this) {
            walking = Thread.currentThread();
        }
        boolean interrupted = false;
        RunWatch watch = RunWatch.start(space, settings.limits().maxDuration(), this::timeIsUp, abort::because, time);
        try {
            List<ChannelRow> channels = find(refs);
            Amount left = archive.tracker().pendingAmount(List.copyOf(chatIds));
            List<String> names =
                    channels.stream().map(channel -> channel.channel().label()).toList();
            Event.Limit limit =
                    new Event.Limit(settings.maxFiles(), settings.limits().maxBytes());
            events.on(new Event.RunStarted(runId, names, settings.workers(), left.files(), left.bytes(), limit));
            LOG.info("Run {} begins: {}, {} workers, {} files pending", runId, names, settings.workers(), left.files());
            if (!settings.dryRun()) {
                pool.start();
            }
            walk(channels);
            walked = true;
            queue.discoveryEnded();
            pool.await();
        } catch (InterruptedException e) {
            interrupted = true;
        } catch (RuntimeException | TrackerFailure e) {
            abort.because(e);
        } finally {
            watch.close();
        }
        // Everything from here on is to happen even when somebody is impatient.
        synchronized (this) {
            walking = null;
            interrupted |= Thread.interrupted();
            interrupted &= stopped;
        }
        pool.stop(abort.cause().isPresent() ? Duration.ZERO : GRACE);
        return finish(runId, interrupted, Duration.ofNanos(time.nanoTime() - started));
    }

    /** Ends the run early: no new page, no new file; the running files may finish for ten seconds. Any thread. */
    public void stop() {
        synchronized (this) {
            stopped = true;
        }
        halt();
    }

    private void halt() {
        queue.close();
        synchronized (this) {
            if (walking != null) {
                walking.interrupt();
            }
        }
    }

    private void timeIsUp() {
        timeIsUp = true;
        halt();
    }

    private static List<Path> folders(Archive archive, RunSettings settings) {
        List<Path> folders = new ArrayList<>();
        folders.add(archive.store().root());
        folders.addAll(settings.limits().folders());
        return folders;
    }

    private void onDiscovery(Event event) {
        if (event instanceof Event.PageWalked page && page.files() > 0) {
            queue.discovered();
        }
    }

    private List<ChannelRow> find(List<ChannelRef> refs) throws InterruptedException, TrackerFailure {
        List<ChannelRow> rows = new ArrayList<>();
        for (ChannelRef ref : refs) {
            try {
                Channel channel = find(ref);
                ChannelRow row = archive.tracker().remember(channel, taken -> ChannelDirectory.choose(channel, taken));
                if (!chatIds.contains(row.chatId())) {
                    select(row, settings.selections().of(ref, channel));
                    chatIds.add(row.chatId());
                    rows.add(row);
                }
            } catch (TelegramFailure e) {
                if (!concernsOneChannel(e)) {
                    abort.because(e);
                    throw new InterruptedException();
                }
                channelFailed(ref.input(), e);
            }
        }
        return rows;
    }

    private void select(ChannelRow row, Selection selection) throws TrackerFailure, InterruptedException {
        Selected changed = archive.tracker().select(row.chatId(), selection);
        if (!changed.equals(Selected.NOTHING)) {
            String text = row.channel().label() + ": the selection has changed (" + describe(selection) + "); "
                    + changed.skipped() + " pending files are skipped now, " + changed.wanted()
                    + " skipped ones are pending again";
            LOG.info("{}", text);
            events.on(new Event.Notice(Event.Notice.Level.INFO, text));
        }
    }

    private static String describe(Selection selection) {
        return selection.isEverything() ? "everything" : selection.toString();
    }

    private Channel find(ChannelRef ref) throws TelegramFailure, InterruptedException {
        while (true) {
            pace.throttle().acquire(Use.WALK);
            try {
                return sources.channels().find(ref);
            } catch (TelegramFailure.FloodWait e) {
                Instant until = pace.throttle().floodWait(e.retryAfter());
                events.on(new Event.FloodWait(e.retryAfter(), until));
            }
        }
    }

    private void walk(Collection<ChannelRow> channels) throws InterruptedException, TrackerFailure {
        HistoryWalker walker =
                new HistoryWalker(sources.history(), archive.tracker(), pace.throttle(), pace.backoff(), events, time);
        for (ChannelRow channel : channels) {
            try {
                // What lies beyond the limit is for the next run; walking on would only delay the end of this one.
                walker.walk(channel, this::limitReached);
            } catch (TelegramFailure e) {
                if (!concernsOneChannel(e)) {
                    abort.because(e);
                    throw new InterruptedException();
                }
                channelFailed(channel.channel().label(), e);
            }
        }
    }

    private boolean limitReached() {
        boolean reached = queue.limitReached();
        walkCutShort |= reached;
        return reached;
    }

    private static boolean concernsOneChannel(TelegramFailure failure) {
        return switch (failure.kind()) {
            case NO_ACCESS, GONE, REPLACED, TRANSIENT, FLOOD_WAIT -> true;
            case LOGIN_NEEDED, HELD, LOCAL -> false;
        };
    }

    private void channelFailed(String name, TelegramFailure failure) {
        String message = failure.getMessage();
        String text = message.contains(name) ? message : name + ": " + message;
        LOG.warn("{}", text);
        channelFailures.add(failure);
        events.on(new Event.ChannelFailed(name, text));
    }

    private RunResult finish(long runId, boolean interrupted, Duration took) throws TrackerFailure {
        Optional<Exception> cause = abort.cause();
        boolean trackerFailed = cause.filter(TrackerFailure.class::isInstance).isPresent();
        long pending = trackerFailed
                ? 0
                : archive.tracker().pendingAmount(List.copyOf(chatIds)).files();
        Outcome outcome;
        if (cause.isPresent()) {
            outcome = Outcome.ABORTED;
        } else if (interrupted) {
            outcome = Outcome.INTERRUPTED;
        } else if ((timeIsUp && (pending > 0 || !walked)) || walkCutShort || (pending > 0 && queue.limitReached())) {
            outcome = Outcome.LIMIT_REACHED;
            events.on(new Event.Notice(Event.Notice.Level.INFO, limit()));
        } else if (settings.dryRun()) {
            outcome = channelFailures.isEmpty() ? Outcome.COMPLETE : Outcome.SOME_FAILED;
        } else if (pending > 0 || count.failed() > 0 || !channelFailures.isEmpty()) {
            outcome = Outcome.SOME_FAILED;
        } else {
            outcome = Outcome.COMPLETE;
        }
        LOG.info(
                "Run {} ends: {}, {} files, {} bytes, {} failed, {} pending, {} s",
                runId,
                outcome,
                count.files(),
                count.bytes(),
                count.failed(),
                pending,
                took.toSeconds());
        cause.ifPresent(reason -> LOG.warn("It was aborted: {}", reason.toString()));
        events.on(new Event.RunFinished(
                outcome,
                count.files(),
                count.bytes(),
                count.failed(),
                channelFailures.size(),
                pending,
                trackerFailed || pending == 0 ? Optional.empty() : nextAttempt(),
                took));
        return new RunResult(outcome, cause, List.copyOf(channelFailures));
    }

    /** Which limit, and what is left. */
    private String limit() throws TrackerFailure {
        RunLimits limits = settings.limits();
        String which;
        if (timeIsUp) {
            which = "max_duration (" + limits.maxDuration().toSeconds() + " s)";
        } else if (settings.maxFiles() > 0 && count.files() + count.failed() >= settings.maxFiles()) {
            which = "max_files_per_run (" + settings.maxFiles() + ")";
        } else {
            which = "max_bytes_per_run (" + ByteSize.format(limits.maxBytes()) + ")";
        }
        Amount left = archive.tracker().pendingAmount(List.copyOf(chatIds));
        return "The limit " + which + " is reached. Left: " + left.files()
                + (left.files() == 1 ? " file (" : " files (")
                + ByteSize.format(left.bytes()) + ")"
                + (walkCutShort || !walked ? ", and what lies in the history not walked yet." : ".");
    }

    /** The channels that were found. */
    public List<Long> chatIds() {
        return List.copyOf(chatIds);
    }

    /** When a further run would find something to do, if not at once. */
    private Optional<Instant> nextAttempt() throws TrackerFailure {
        List<Long> channels = List.copyOf(chatIds);
        Instant now = time.now();
        return archive.tracker().pending(channels, 1, now).isEmpty()
                ? archive.tracker().nextDue(channels, now)
                : Optional.empty();
    }

    /** Files and bytes of this run so far, and how many failed. */
    public Done done() {
        return new Done(count.files(), count.bytes(), count.failed());
    }

    /** See {@link #done}. */
    public record Done(long files, long bytes, long failed) {}
}
