package dev.tgarchiver.archive;

import dev.tgarchiver.event.Event;
import dev.tgarchiver.event.Event.RunFinished.Reached;
import dev.tgarchiver.event.Event.RunFinished.Retries;
import dev.tgarchiver.event.EventListener;
import dev.tgarchiver.history.HistoryWalker;
import dev.tgarchiver.history.Requests;
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
 * One run over channels and single posts: finds them, walks the channels one after the other, and downloads at the same time what the walk
 * brings and what earlier runs left. Used once.
 */
public final class ArchiveRun {

    private static final Logger LOG = LoggerFactory.getLogger(ArchiveRun.class);

    /** What to tell a user who has stopped a run. */
    public static final String STOPPING =
            "Stopping; waiting up to 10 s for current files that can finish. Press Ctrl-C again to quit now.";

    /** Where things come from, a source of media for each worker, and whether that can be reached. */
    public record Sources(
            ChannelFinder channels,
            HistorySource history,
            PostFinder posts,
            List<MediaSource> media,
            Reachability reachability) {}

    /** Where things go, and what is done with bytes that are there already. */
    public record Archive(Tracker tracker, FileStore store, PathTemplate template, Deduplication deduplication) {}

    /** What holds a run back. */
    public record Pace(Throttle throttle, Backoff backoff) {}

    /**
     * What is to be archived.
     *
     * @param selections which files are wanted
     * @param retryFailed whether to try every file again that failed in an earlier run, and not only those that are due
     * @param dryRun whether to walk only, and to download and change nothing
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
    private final RunCount count;

    /** {@code listener} hears of everything that happens. */
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
        count = downloads.count();
        Requests requests = new Requests(pace.throttle(), pace.backoff(), events, time);
        discovery = new Discovery(
                new ChannelSearch(sources.channels(), requests),
                new PostSearch(sources.posts(), requests),
                new HistoryWalker(
                        sources.history(),
                        tracker,
                        pace.throttle(),
                        pace.backoff().once(),
                        events,
                        time),
                new HistoryWalker(sources.history(), tracker, pace.throttle(), pace.backoff(), events, time),
                tracker,
                order.selections(),
                events,
                downloads.abort(),
                order.dryRun());
    }

    /**
     * Runs to the end. Blocks. Whatever goes wrong with single files or channels is in the result; what ends the whole
     * run is so too, as its abort.
     *
     * @param runId the tracker's number of this run; 0 for a dry run, of which the tracker does not know
     */
    public RunResult run(long runId, List<ChannelRef> refs) throws TrackerFailure {
        Instant began = time.now();
        DownloadRun.End end = downloads.run(() -> lead(runId, refs));
        return finish(runId, end, began);
    }

    private void lead(long runId, List<ChannelRef> refs) throws InterruptedException, TrackerFailure {
        List<ChannelRow> channels = discovery.find(refs, files);
        if (!order.dryRun()) {
            makeDueNow(tracker);
            tell(retry(tracker));
        }
        FileTotals left = files.pendingAmount();
        List<String> names =
                channels.stream().map(channel -> channel.channel().label()).toList();
        RunLimits limits = settings.limits();
        Event.Limit limit = new Event.Limit(limits.maxFiles(), limits.maxBytes());
        events.on(new Event.RunStarted(
                runId, names, discovery.foundPosts(), settings.workers(), left.files(), left.bytes(), limit));
        LOG.info("Run {} begins: {}, {} workers, {} files pending", runId, names, settings.workers(), left.files());
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
     * Enters in a copy of the tracker what a run that is not a dry one would have entered in the tracker itself, after which {@link
     * #chatIds} and {@link #posts} have there what such a run would download. To be called when a dry run has ended. Blocks.
     */
    public void enterInto(Tracker copy) throws TrackerFailure, InterruptedException {
        discovery.enterPostponed(copy);
        makeDueNow(copy);
        retry(copy);
    }

    /** No wait is longer than the longest pause, so who has to wait longer was told so by a clock that was wrong. */
    private void makeDueNow(Tracker entered) throws TrackerFailure {
        int hastened = entered.makeDueNow(time.now().plus(backoff.max()));
        if (hastened > 0) {
            LOG.warn("{} files had their next attempt later than a wait can be; the clock was changed", hastened);
        }
    }

    private int retry(Tracker entered) throws TrackerFailure {
        return order.retryFailed() ? entered.retryFailed(chatIds()) : entered.retryDue(chatIds(), time.now());
    }

    private void tell(int again) {
        if (again > 0) {
            String text = again == 1
                    ? "1 file that failed in an earlier run is tried again."
                    : again + " files that failed in earlier runs are tried again.";
            LOG.info("{}", text);
            events.on(new Event.Notice(Event.Notice.Level.INFO, text));
        }
    }

    /** Ends the run early: no new page, no new file; the files in flight may finish for ten seconds, if one can. Any thread. */
    public void stop() {
        downloads.stop();
    }

    private RunResult finish(long runId, DownloadRun.End end, Instant began) throws TrackerFailure {
        boolean trackerFailed =
                end.abort().filter(TrackerFailure.class::isInstance).isPresent();
        FileTotals pending = trackerFailed ? FileTotals.NONE : files.pendingAmount();
        Retries retries = trackerFailed || order.dryRun() ? Retries.NONE : retries(began);
        Outcome outcome = outcome(end, pending.files(), retries);
        LOG.info(
                "Run {} ends: {}, {} files, {} bytes, {} failed, {} pending, {} s",
                runId,
                outcome,
                count.files(),
                count.bytes(),
                count.failed(),
                pending.files(),
                end.took().toSeconds());
        end.abort().ifPresent(reason -> LOG.warn("It was aborted: {}", reason.toString()));
        List<Exception> failures = discovery.failures();
        events.on(new Event.RunFinished(
                outcome,
                trackerFailed ? 0 : newPosts(runId),
                count.files(),
                count.bytes(),
                count.failed(),
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

    private Retries retries(Instant began) throws TrackerFailure {
        List<Retryable> channels = new ArrayList<>(tracker.retryable(chatIds(), began));
        // Of single posts' channels, what failed in this run is theirs, and the rest is not this run's business.
        List<Long> ofPosts = files.channelsOfPosts();
        (ofPosts.isEmpty() ? List.<Retryable>of() : tracker.retryable(ofPosts, began))
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
        boolean undone = !order.dryRun() && (pending > 0 || count.failed() > 0 || retries.earlier() > 0);
        return undone || !discovery.failures().isEmpty() ? Outcome.SOME_FAILED : Outcome.COMPLETE;
    }

    /** Which limit, and what is left. */
    private Reached limit(DownloadRun.End end, FileTotals left) {
        RunLimits limits = settings.limits();
        boolean walked = end.led() && !discovery.cutShort();
        if (end.timeIsUp()) {
            return new Reached("max_duration", limits.maxDuration().toSeconds() + " s", left.bytes(), walked);
        }
        if (limits.maxFiles() > 0 && count.files() + count.failed() >= limits.maxFiles()) {
            String files = limits.maxFiles() + (limits.maxFiles() == 1 ? " file" : " files");
            return new Reached("max_files_per_run", files, left.bytes(), walked);
        }
        return new Reached("max_bytes_per_run", ByteSize.format(limits.maxBytes()), left.bytes(), walked);
    }

    /** The posts that were named, of other channels than these, with a file that is wanted. */
    public List<PostId> posts() {
        return files.posts();
    }

    /** The channels that were found, but for those of single posts. */
    public List<Long> chatIds() {
        return files.channels();
    }

    /** When a further run would find something to do, if not at once. */
    private Optional<Instant> nextAttempt() throws TrackerFailure {
        Instant now = time.now();
        return files.pending(1, now).isEmpty() ? files.nextDue(now) : Optional.empty();
    }

    /** Files and bytes of this run so far, and how many failed. */
    public Done done() {
        return count.done();
    }

    /** See {@link #done}. */
    public record Done(long files, long bytes, long failed) {}
}
