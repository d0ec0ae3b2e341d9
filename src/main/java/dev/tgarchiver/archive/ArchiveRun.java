package dev.tgarchiver.archive;

import dev.tgarchiver.download.FileCounts;
import dev.tgarchiver.event.Event;
import dev.tgarchiver.event.Event.RunFinished.Reached;
import dev.tgarchiver.event.Event.RunFinished.Retries;
import dev.tgarchiver.event.EventListener;
import dev.tgarchiver.history.HistoryWalker;
import dev.tgarchiver.model.ByteSize;
import dev.tgarchiver.model.ChannelRef;
import dev.tgarchiver.model.Deduplication;
import dev.tgarchiver.model.Outcome;
import dev.tgarchiver.model.PostId;
import dev.tgarchiver.storage.StorageFailure;
import dev.tgarchiver.storage.local.FileStore;
import dev.tgarchiver.storage.naming.PathTemplate;
import dev.tgarchiver.telegram.ChannelFinder;
import dev.tgarchiver.telegram.HistorySource;
import dev.tgarchiver.telegram.MediaSource;
import dev.tgarchiver.telegram.PostFinder;
import dev.tgarchiver.telegram.Reachability;
import dev.tgarchiver.telegram.pace.Backoff;
import dev.tgarchiver.telegram.pace.PacedCalls;
import dev.tgarchiver.telegram.pace.Throttle;
import dev.tgarchiver.time.Time;
import dev.tgarchiver.tracker.ChannelRow;
import dev.tgarchiver.tracker.FileTotals;
import dev.tgarchiver.tracker.Retryable;
import dev.tgarchiver.tracker.Run;
import dev.tgarchiver.tracker.Tracker;
import dev.tgarchiver.tracker.TrackerFailure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run over channels and single posts: finds them, walks the channels one after the other, and at the same time
 * downloads what the walk finds and what earlier runs left. Used once.
 */
public final class ArchiveRun {

    private static final Logger LOG = LoggerFactory.getLogger(ArchiveRun.class);

    /** The message for a user who has stopped a run. */
    public static final String STOPPING =
            "Stopping; waiting up to 10 s for current files. Press Ctrl-C again to quit now.";

    /** Where data comes from: finders, history, a source of media for each worker, and their reachability. */
    public record Sources(
            ChannelFinder channels,
            HistorySource history,
            PostFinder posts,
            List<MediaSource> media,
            Reachability reachability) {}

    /** Where files go, and how duplicate bytes are handled. */
    public record Archive(Tracker tracker, FileStore store, PathTemplate template, Deduplication deduplication) {}

    /** What limits a run's pace. */
    public record Pace(Throttle throttle, Backoff backoff) {}

    /**
     * What is to be archived.
     *
     * @param selections which files are wanted
     * @param retryFailed whether to retry every file that failed in an earlier run, not only those that are due
     * @param dryRun whether to walk only, without downloads or changes
     */
    public record Order(SelectionOf selections, boolean retryFailed, boolean dryRun) {}

    private final Tracker tracker;
    private final Backoff backoff;
    private final RunSettings settings;
    private final Order order;
    private final Time time;
    private final RunFiles files;
    private final DownloadRun downloads;
    private final Discovery discovery;
    private final EventListener events;
    private final FileCounts counts;

    /** {@code listener} receives every event of the run. */
    public ArchiveRun(
            Sources sources,
            Archive archive,
            Pace pace,
            RunSettings settings,
            Order order,
            EventListener listener,
            Time time)
            throws StorageFailure {
        this.settings = settings;
        this.order = order;
        this.time = time;
        tracker = archive.tracker();
        backoff = pace.backoff();
        files = new RunFiles(tracker, List.of());
        downloads = new DownloadRun(
                files, sources.media(), sources.reachability(), archive, pace, settings, listener, time);
        events = downloads.events();
        counts = downloads.counts();
        PacedCalls calls = new PacedCalls(pace.throttle(), pace.backoff(), events, time);
        discovery = new Discovery(
                new ChannelSearch(sources.channels(), calls),
                new PostSearch(sources.posts(), calls),
                new HistoryWalker(sources.history(), tracker, calls.once(), downloads.discovery(), events),
                new HistoryWalker(sources.history(), tracker, calls, downloads.discovery(), events),
                tracker,
                order.selections(),
                events,
                downloads.abort(),
                order.dryRun());
    }

    /**
     * Runs to the end. Blocks. The result has the failures of single channels, and as its abort the failure that ended
     * the whole run.
     *
     * @param runId the tracker's number of this run; 0 for a dry run, which the tracker does not record
     */
    public RunResult run(long runId, List<ChannelRef> refs) throws TrackerFailure {
        Instant started = time.now();
        DownloadRun.End end = downloads.run(() -> lead(runId, refs));
        return finish(runId, end, started);
    }

    private void lead(long runId, List<ChannelRef> refs) throws InterruptedException, TrackerFailure {
        List<ChannelRow> channels = discovery.find(refs, files);
        if (!order.dryRun()) {
            makeDueNow(tracker);
            announce(retry(tracker));
        }
        FileTotals left = files.pendingAmount();
        List<String> names =
                channels.stream().map(channel -> channel.channel().label()).toList();
        RunLimits limits = settings.limits();
        Event.Limit limit = new Event.Limit(limits.maxFiles(), limits.maxBytes());
        events.on(new Event.RunStarted(
                runId, names, discovery.foundPosts(), settings.workers(), left.files(), left.bytes(), limit));
        LOG.info("Run {} starts: {}, {} workers, {} files pending", runId, names, settings.workers(), left.files());
        if (!order.dryRun()) {
            if (left.files() == 0 && !channels.isEmpty()) {
                downloads.awaitFirstPage();
                channels.stream()
                        .findFirst()
                        .filter(channel -> !channel.walked().isComplete())
                        .ifPresent(unknown -> downloads.expect(unknown.chatId()));
            }
            downloads.start();
        }
        discovery.walk(channels, downloads::limitReached);
    }

    /**
     * Records in a copy of the tracker what a real run would have recorded in the tracker itself; the copy then has for
     * {@link #chatIds} and {@link #posts} what such a run would download. Call it when a dry run has ended. Blocks.
     */
    public void enterInto(Tracker copy) throws TrackerFailure, InterruptedException {
        discovery.enterPostponed(copy);
        makeDueNow(copy);
        retry(copy);
    }

    /** A next attempt beyond the longest pause was set by a wrong clock. */
    private void makeDueNow(Tracker target) throws TrackerFailure {
        int changed = target.makeDueNow(time.now().plus(backoff.max()));
        if (changed > 0) {
            LOG.warn("{} files had their next attempt later than a wait can be; the clock was changed", changed);
        }
    }

    private int retry(Tracker target) throws TrackerFailure {
        return order.retryFailed() ? target.retryFailed(chatIds()) : target.retryDue(chatIds(), time.now());
    }

    private void announce(int again) {
        if (again > 0) {
            String text = again == 1
                    ? "1 file that failed in an earlier run is tried again."
                    : again + " files that failed in earlier runs are tried again.";
            LOG.info("{}", text);
            events.on(new Event.Notice(Event.Notice.Level.INFO, text));
        }
    }

    /**
     * Ends the run early: starts no page and no file; files in flight may finish within ten seconds, if one can. Any
     * thread.
     */
    public void stop() {
        downloads.stop();
    }

    private RunResult finish(long runId, DownloadRun.End end, Instant started) throws TrackerFailure {
        boolean trackerFailed =
                end.abort().filter(TrackerFailure.class::isInstance).isPresent();
        FileTotals pending = trackerFailed ? FileTotals.NONE : files.pendingAmount();
        Retries retries = trackerFailed || order.dryRun() ? Retries.NONE : retries(started);
        Outcome outcome = outcome(end, pending.files(), retries);
        LOG.info(
                "Run {} ends: {}, {} files, {} bytes, {} failed, {} pending, {} s",
                runId,
                outcome,
                counts.files(),
                counts.bytes(),
                counts.failed(),
                pending.files(),
                end.took().toSeconds());
        end.abort().ifPresent(reason -> LOG.warn("It was aborted: {}", reason.toString()));
        List<Exception> failures = discovery.failures();
        events.on(new Event.RunFinished(
                outcome,
                trackerFailed ? 0 : newPosts(runId),
                counts.files(),
                counts.bytes(),
                counts.failed(),
                discovery.channelsFailed(),
                pending.files(),
                pending.files() == 0 ? Optional.empty() : nextAttempt(),
                end.took(),
                retries,
                downloads.kept(),
                outcome == Outcome.LIMIT_REACHED ? Optional.of(limit(end, pending)) : Optional.empty()));
        return new RunResult(outcome, retries.earlier(), end.abort(), failures);
    }

    private long newPosts(long runId) throws TrackerFailure {
        return tracker.lastRuns(1).stream()
                .filter(run -> run.id() == runId)
                .mapToLong(Run::posts)
                .sum();
    }

    private Retries retries(Instant started) throws TrackerFailure {
        List<Retryable> channels = new ArrayList<>(tracker.retryable(chatIds(), started));
        // In channels of single posts, this run counts only what failed in it.
        List<Long> ofPosts = files.channelsOfPosts();
        (ofPosts.isEmpty() ? List.<Retryable>of() : tracker.retryable(ofPosts, started))
                .stream()
                        .filter(channel -> channel.recent() > 0)
                        .map(channel -> new Retryable(channel.chatId(), 0, channel.recent(), channel.next()))
                        .forEach(channels::add);
        List<String> names = new ArrayList<>();
        for (Retryable channel : channels) {
            tracker.channel(channel.chatId())
                    .ifPresent(row -> names.add(row.reference().input()));
        }
        return new Retries(
                channels.stream().mapToLong(Retryable::recent).sum(),
                channels.stream().mapToLong(Retryable::earlier).sum(),
                names,
                channels.stream().map(Retryable::next).min(Comparator.naturalOrder()));
    }

    private Outcome outcome(DownloadRun.End end, long pending, Retries retries) {
        if (end.abort().isPresent()) {
            return Outcome.ABORTED;
        }
        if (end.interrupted()) {
            return Outcome.INTERRUPTED;
        }
        boolean outOfTime = end.timeIsUp() && (pending > 0 || !end.led());
        if (outOfTime || discovery.cutShort() || (pending > 0 && downloads.limitReached())) {
            return Outcome.LIMIT_REACHED;
        }
        boolean undone = !order.dryRun() && (pending > 0 || counts.failed() > 0 || retries.earlier() > 0);
        return undone || !discovery.failures().isEmpty() ? Outcome.SOME_FAILED : Outcome.COMPLETE;
    }

    /** Which limit, and what is left. */
    private Reached limit(DownloadRun.End end, FileTotals left) {
        RunLimits limits = settings.limits();
        boolean walked = end.led() && !discovery.cutShort();
        if (end.timeIsUp()) {
            return new Reached("max_duration", limits.maxDuration().toSeconds() + " s", left.bytes(), walked);
        }
        if (limits.maxFiles() > 0 && counts.files() + counts.failed() >= limits.maxFiles()) {
            String files = limits.maxFiles() + (limits.maxFiles() == 1 ? " file" : " files");
            return new Reached("max_files_per_run", files, left.bytes(), walked);
        }
        return new Reached("max_bytes_per_run", ByteSize.format(limits.maxBytes()), left.bytes(), walked);
    }

    /** The posts with a wanted file that links named in other channels than {@link #chatIds}. */
    public List<PostId> posts() {
        return files.posts();
    }

    /** The channels that were found, without those of single posts. */
    public List<Long> chatIds() {
        return files.channels();
    }

    /** When another run would have something to do; empty when that is now, or never. */
    private Optional<Instant> nextAttempt() throws TrackerFailure {
        Instant now = time.now();
        return files.pending(1, now).isEmpty() ? files.nextDue(now) : Optional.empty();
    }

    /** Files and bytes of this run so far, and how many failed. */
    public Done done() {
        return new Done(counts.files(), counts.bytes(), counts.failed());
    }

    /** See {@link #done}. */
    public record Done(long files, long bytes, long failed) {}
}
