package dev.tgarchiver.archive;

import dev.tgarchiver.archive.audit.PostCompletion;
import dev.tgarchiver.archive.audit.PostRefresh;
import dev.tgarchiver.archive.search.ChannelSearch;
import dev.tgarchiver.archive.search.ChosenNames;
import dev.tgarchiver.archive.search.CommentRules;
import dev.tgarchiver.archive.search.PostSearch;
import dev.tgarchiver.archive.search.SelectionOf;
import dev.tgarchiver.archive.search.SelectionSearch;
import dev.tgarchiver.event.Event;
import dev.tgarchiver.event.EventListener;
import dev.tgarchiver.history.ForumTopics;
import dev.tgarchiver.history.HistoryWalker;
import dev.tgarchiver.history.ThreadWalker;
import dev.tgarchiver.model.ChannelRef;
import dev.tgarchiver.model.Deduplication;
import dev.tgarchiver.model.post.PostId;
import dev.tgarchiver.progress.RunProgress;
import dev.tgarchiver.storage.BlobStore;
import dev.tgarchiver.storage.StorageFailure;
import dev.tgarchiver.storage.naming.PathTemplate;
import dev.tgarchiver.telegram.ChannelFinder;
import dev.tgarchiver.telegram.ContentSource;
import dev.tgarchiver.telegram.DiscussionSource;
import dev.tgarchiver.telegram.HistorySource;
import dev.tgarchiver.telegram.MediaSource;
import dev.tgarchiver.telegram.PostFinder;
import dev.tgarchiver.telegram.Reachability;
import dev.tgarchiver.telegram.pace.Backoff;
import dev.tgarchiver.telegram.pace.PacedCalls;
import dev.tgarchiver.telegram.pace.Throttle;
import dev.tgarchiver.time.Time;
import dev.tgarchiver.tracker.ChannelRow;
import dev.tgarchiver.tracker.Tracker;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.file.FileTotals;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
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

    /**
     * Where data comes from: finders, history, comments, a source of media for each worker, and their reachability.
     *
     * @param current finds posts and topics as Telegram has them now, also those that were found before; asked only for posts that
     *     the tracker knows
     * @param contents gives what pages of history leave out of posts
     */
    public record Sources(
            ChannelFinder channels,
            HistorySource history,
            DiscussionSource discussions,
            PostFinder posts,
            PostFinder current,
            ContentSource contents,
            List<MediaSource> media,
            Reachability reachability) {}

    /** Where files go, and how duplicate bytes are handled. */
    public record Archive(Tracker tracker, BlobStore store, PathTemplate template, Deduplication deduplication) {}

    /** What limits a run's pace. */
    public record Pace(Throttle throttle, Backoff backoff) {}

    /**
     * What is to be archived.
     *
     * @param selections which files are wanted
     * @param comments of which channels comments are wanted
     * @param retryFailed whether to retry every file that failed in an earlier run, not only those that are due
     * @param refresh which known posts are asked for again, unless it is a dry run
     * @param dryRun whether to walk only, without downloads or changes
     */
    public record Order(
            SelectionOf selections, CommentRules comments, boolean retryFailed, RefreshRules refresh, boolean dryRun) {}

    private final Tracker tracker;
    private final RunSettings settings;
    private final Order order;
    private final Time time;
    private final RunFiles files;
    private final DownloadRun downloads;
    private final RunFailures failures;
    private final Discovery discovery;
    private final CommentDiscovery comments;
    private final RunRefresh refresh;
    private final FilesTriedAgain again;
    private final EventListener events;

    /**
     * A run.
     *
     * @param progress counts this run, and nothing before it
     * @param listener receives every event of the run
     */
    public ArchiveRun(
            Sources sources,
            Archive archive,
            Pace pace,
            RunSettings settings,
            Order order,
            RunProgress progress,
            EventListener listener,
            Time time)
            throws StorageFailure {
        this.settings = settings;
        this.order = order;
        this.time = time;
        tracker = archive.tracker();
        files = new RunFiles(tracker, List.of());
        downloads = new DownloadRun(
                files, sources.media(), sources.reachability(), archive, pace, settings, progress, listener, time);
        events = downloads.events();
        PacedCalls calls = new PacedCalls(pace.throttle(), pace.backoff(), events, time);
        refresh = new RunRefresh(
                new PostRefresh(sources.current(), tracker, calls, downloads.discovery(), events, time),
                new PostCompletion(sources.contents(), tracker, calls, downloads.discovery(), events),
                order.dryRun() ? RefreshRules.NONE : order.refresh(),
                events);
        again = new FilesTriedAgain(pace.backoff(), order.retryFailed(), events, time);
        failures = new RunFailures(events, downloads.abort());
        ChannelSearch search = new ChannelSearch(sources.channels(), calls);
        // A page that is requested before the last one is recorded may be one too many where a limit ends the walk.
        boolean readAhead =
                settings.limits().maxFiles() == 0 && settings.limits().maxBytes() == 0;
        discovery = new Discovery(
                search,
                new PostSearch(sources.posts(), calls),
                new ChatUpdates(sources.channels(), tracker, calls.once()),
                new HistoryWalker(sources.history(), tracker, calls.once(), downloads.discovery(), events, readAhead),
                new HistoryWalker(sources.history(), tracker, calls, downloads.discovery(), events, readAhead),
                tracker,
                new SelectionSearch(
                        new ForumTopics(sources.current(), tracker, calls, time),
                        tracker,
                        search,
                        order.selections(),
                        events),
                events,
                failures,
                order.dryRun());
        comments = new CommentDiscovery(
                sources.discussions(),
                calls,
                order.comments(),
                new ChosenNames(tracker, search),
                new ThreadWalker(sources.discussions(), tracker, calls, downloads.discovery(), events),
                discovery,
                failures,
                tracker,
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
        if (order.dryRun()) {
            return finish(runId, downloads.run(() -> lead(runId, refs)), started);
        }
        DownloadRun.End end;
        SearchIndexing indexing = SearchIndexing.start(tracker);
        try {
            end = downloads.run(() -> lead(runId, refs));
        } finally {
            indexing.close();
        }
        return finish(runId, end, started);
    }

    private void lead(long runId, List<ChannelRef> refs) throws InterruptedException, TrackerFailure {
        List<ChannelRow> channels = new ArrayList<>(discovery.find(refs, files));
        CommentDiscovery.Groups groups = comments.find(channels, files);
        channels.addAll(groups.walked());
        if (!order.dryRun()) {
            again.announceIn(tracker, chatIds());
        }
        FileTotals left = files.pendingAmount();
        List<String> names = Stream.concat(
                        channels.stream(), groups.threads().stream().map(CommentDiscovery.Threads::group))
                .map(channel -> channel.channel().label())
                .toList();
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
        discovery.walk(
                channels,
                downloads::limitReached,
                (before, now) -> refresh.recent(before, now, downloads::limitReached));
        comments.read(groups, downloads::limitReached);
        List<ChannelRow> histories = histories(channels);
        refresh.backfill(histories, downloads::limitReached, downloads::isBusy);
        if (!order.dryRun()) {
            refresh.complete(histories, discovery.named(), downloads::limitReached, downloads::isBusy);
        }
    }

    /** These channels, each followed by what it continues. */
    private List<ChannelRow> histories(List<ChannelRow> channels) throws TrackerFailure {
        List<ChannelRow> histories = new ArrayList<>();
        for (ChannelRow channel : channels) {
            ChannelRow now = tracker.channel(channel.chatId()).orElse(channel);
            for (long chatId : now.chats()) {
                tracker.channel(chatId).ifPresent(histories::add);
            }
        }
        return histories;
    }

    /**
     * Records in a copy of the tracker what a real run would have recorded in the tracker itself; the copy then has for
     * {@link #chatIds} and {@link #posts} what such a run would download. Call it when a dry run has ended. Blocks.
     */
    public void enterInto(Tracker copy) throws TrackerFailure, InterruptedException {
        discovery.enterPostponed(copy);
        int unused = again.enterInto(copy, chatIds());
    }

    /**
     * Ends the run early: starts no page and no file; files in flight may finish within ten seconds, if one can. Any
     * thread.
     */
    public void stop() {
        downloads.stop();
    }

    private RunResult finish(long runId, DownloadRun.End end, Instant started) throws TrackerFailure {
        Event.RunFinished finished = new RunEnding(
                        tracker, files, discovery, failures, settings.limits(), order.dryRun(), time)
                .of(runId, end, downloads.totals(), downloads.limitReached(), downloads.kept(), started);
        LOG.info(
                "Run {} ends: {}, {} files, {} bytes, {} failed, {} pending, {} s",
                runId,
                finished.outcome(),
                finished.files(),
                finished.bytes(),
                finished.failed(),
                finished.pending(),
                finished.took().toSeconds());
        end.abort().ifPresent(reason -> LOG.warn("It was aborted: {}", reason.toString()));
        events.on(finished);
        return new RunResult(finished.outcome(), finished.retries().earlier(), end.abort(), failures.all());
    }

    /** The posts with a wanted file that links named in other channels than {@link #chatIds}. */
    public List<PostId> posts() {
        return files.posts();
    }

    /** The channels that were found, without those of single posts. */
    public List<Long> chatIds() {
        return files.channels();
    }
}
