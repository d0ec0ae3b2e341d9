package dev.tgarchiver.app.run;

import dev.tgarchiver.app.open.Stores;
import dev.tgarchiver.archive.ArchiveRun;
import dev.tgarchiver.archive.RefreshRules;
import dev.tgarchiver.archive.RepairRun;
import dev.tgarchiver.archive.RunLimits;
import dev.tgarchiver.archive.RunSettings;
import dev.tgarchiver.archive.search.CommentRules;
import dev.tgarchiver.config.Configuration;
import dev.tgarchiver.config.SelectionRules;
import dev.tgarchiver.download.split.SplitSettings;
import dev.tgarchiver.download.tuning.AdaptiveSize;
import dev.tgarchiver.download.tuning.InFlightLimit;
import dev.tgarchiver.event.EventListener;
import dev.tgarchiver.model.Channel;
import dev.tgarchiver.model.ChannelRef;
import dev.tgarchiver.model.Selection;
import dev.tgarchiver.progress.RunProgress;
import dev.tgarchiver.storage.StorageFailure;
import dev.tgarchiver.storage.naming.PathTemplate;
import dev.tgarchiver.telegram.pace.Backoff;
import dev.tgarchiver.telegram.pace.FloodGate;
import dev.tgarchiver.telegram.pace.Throttle;
import dev.tgarchiver.telegram.pace.TokenBucket;
import dev.tgarchiver.time.Time;
import dev.tgarchiver.tracker.Tracker;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleSupplier;

/** Makes runs of a configuration: the one place where its settings become the parts of a run. */
public final class RunAssembly {

    private final Configuration configuration;
    private final Tracker tracker;

    /** Runs of this configuration's archive. */
    public RunAssembly(Configuration configuration, Tracker tracker) {
        this.configuration = configuration;
        this.tracker = tracker;
    }

    /** A run over channels and single posts. */
    public ArchiveRun archiveRun(
            ArchiveRun.Sources sources, boolean retryFailed, boolean dryRun, RunProgress progress, EventListener events)
            throws StorageFailure {
        return new ArchiveRun(
                sources,
                archive(),
                pace(configuration.download()),
                settings(configuration.download().maxFilesPerRun(), configuration.limits()),
                new ArchiveRun.Order(configuration.selections()::of, comments(), retryFailed, refresh(), dryRun),
                progress,
                events,
                Time.SYSTEM);
    }

    /** A run over these files, which are pending. It only has the limit that keeps the disk from filling. */
    public RepairRun repairRun(ArchiveRun.Sources sources, List<Long> files, RunProgress progress, EventListener events)
            throws StorageFailure {
        Configuration.Limits limits = new Configuration.Limits(
                0, Duration.ZERO, configuration.limits().minFreeSpace());
        return new RepairRun(
                sources,
                archive(),
                files,
                pace(configuration.download()),
                settings(0, limits),
                progress,
                events,
                Time.SYSTEM);
    }

    /** Counts a run from here on. */
    public static RunProgress progress() {
        return new RunProgress(Time.SYSTEM::now, Time.SYSTEM::nanoTime);
    }

    /** The TDLib clients of a download; more than workers would be idle. */
    static int lanes(Configuration.Download download) {
        int workers = download.concurrentDownloads();
        return Math.min(workers, download.lanes().orElse(workers));
    }

    private CommentRules comments() {
        SelectionRules rules = configuration.selections();
        return new CommentRules() {
            @Override
            public boolean areWanted(ChannelRef asked, Channel found) {
                return rules.comments(asked, found);
            }

            @Override
            public Selection selection(ChannelRef asked, Channel found, Channel group) {
                return rules.ofGroup(asked, found, group);
            }
        };
    }

    private RefreshRules refresh() {
        return new RefreshRules(
                configuration.refresh().window(), configuration.refresh().backfill());
    }

    private ArchiveRun.Archive archive() {
        return new ArchiveRun.Archive(
                tracker,
                Stores.of(configuration),
                PathTemplate.parse(configuration.download().pathTemplate()),
                configuration.keeping().deduplication());
    }

    /** The pace of the calls to Telegram, for one run. */
    public static ArchiveRun.Pace pace(Configuration.Download download) {
        Configuration.RateLimit rate = download.rateLimit();
        DoubleSupplier random = new Random()::nextDouble;
        return new ArchiveRun.Pace(
                new Throttle(
                        new TokenBucket(rate.requestsPerSecond(), rate.burstSize(), Time.SYSTEM),
                        new FloodGate(Time.SYSTEM, random),
                        Time.SYSTEM),
                new Backoff(
                        download.retry().maxAttempts(),
                        download.retry().baseDelay(),
                        download.retry().maxDelay(),
                        random));
    }

    private RunSettings settings(long maxFiles, Configuration.Limits limits) {
        Configuration.Download download = configuration.download();
        return new RunSettings(
                download.concurrentDownloads(),
                fewestWorkers(download),
                download.maxQueueSize(),
                download.workerTimeout(),
                download.laneWindow().isPresent()
                        ? InFlightLimit.of(download.laneWindow().getAsLong())
                        : InFlightLimit.AUTO,
                new SplitSettings(
                        download.splitAbove().isPresent()
                                ? AdaptiveSize.fixed(download.splitAbove().getAsLong())
                                : SplitSettings.AUTO,
                        lanes(download),
                        configuration.home().lanes()),
                configuration.home().cache(),
                new RunLimits(
                        maxFiles,
                        limits.maxBytes(),
                        limits.maxDuration(),
                        limits.minFreeSpace(),
                        Stores.disks(configuration)));
    }

    /** With lanes: auto, workers that add no throughput may be paused. */
    private static int fewestWorkers(Configuration.Download download) {
        return download.lanes().isPresent() ? download.concurrentDownloads() : 1;
    }
}
