package dev.tgarchiver.cli;

import dev.tgarchiver.app.InvalidRequest;
import dev.tgarchiver.app.open.OpenArchive;
import dev.tgarchiver.app.run.DryRunCopy;
import dev.tgarchiver.app.run.DryRunEstimate;
import dev.tgarchiver.app.run.DryRunView;
import dev.tgarchiver.app.run.ProgressFile;
import dev.tgarchiver.app.run.RunRecord;
import dev.tgarchiver.archive.ArchiveRun;
import dev.tgarchiver.archive.RunLimits;
import dev.tgarchiver.archive.RunResult;
import dev.tgarchiver.archive.RunSettings;
import dev.tgarchiver.config.ConfigException;
import dev.tgarchiver.config.Configuration;
import dev.tgarchiver.config.OptionOverride;
import dev.tgarchiver.config.Settings;
import dev.tgarchiver.console.progress.ProgressView;
import dev.tgarchiver.console.terminal.Console;
import dev.tgarchiver.download.split.SplitSettings;
import dev.tgarchiver.download.tuning.AdaptiveSize;
import dev.tgarchiver.download.tuning.InFlightLimit;
import dev.tgarchiver.event.Events;
import dev.tgarchiver.model.ChannelRef;
import dev.tgarchiver.model.Outcome;
import dev.tgarchiver.progress.RunProgress;
import dev.tgarchiver.progress.RunTotals;
import dev.tgarchiver.report.DryRunReport;
import dev.tgarchiver.report.RunSummary;
import dev.tgarchiver.storage.StorageFailure;
import dev.tgarchiver.storage.local.ArchiveLock.ArchiveHeld;
import dev.tgarchiver.storage.local.FileStore;
import dev.tgarchiver.storage.naming.PathTemplate;
import dev.tgarchiver.tdlib.TdSession;
import dev.tgarchiver.telegram.TelegramFailure;
import dev.tgarchiver.telegram.pace.Backoff;
import dev.tgarchiver.telegram.pace.FloodGate;
import dev.tgarchiver.telegram.pace.Throttle;
import dev.tgarchiver.telegram.pace.TokenBucket;
import dev.tgarchiver.time.Time;
import dev.tgarchiver.tracker.RunLog;
import dev.tgarchiver.tracker.Tracker;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.sqlite.SqliteTracker;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleSupplier;
import java.util.stream.Collectors;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "download",
        abbreviateSynopsis = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  archiver download @name --workers 5",
            "  archiver download https://t.me/name/456",
            "  archiver download @name --since 7d --types photo,video",
            "  archiver download --max-size 50MB --max-duration 2h"
        },
        description = {
            "Archive channels: their posts, and every file that is not in the archive yet.",
            "",
            "Without a CHANNEL, those of the configuration. Ctrl-C ends it in order; the next run resumes.",
            ""
        })
final class DownloadCommand extends Subcommand {

    @Parameters(
            paramLabel = "CHANNEL",
            description = "@name, name, https://t.me/name, https://t.me/c/123, an invite link, a numeric id (-100...), "
                    + "me for Saved Messages; or the link to a post, https://t.me/name/456: that post and its album, "
                    + "without a walk.")
    private List<String> channels = new ArrayList<>();

    @ArgGroup(validate = false, heading = "%nWorkers:%n")
    private WorkerOptions workers = new WorkerOptions();

    @ArgGroup(validate = false, heading = "%nLimits of this run:%n")
    private LimitOptions limits = new LimitOptions();

    @ArgGroup(validate = false, heading = "%nFilters, for all channels of this run (keys: download.select):%n")
    private SelectionOptions selection = new SelectionOptions();

    @Option(
            names = "--retry-failed",
            description =
                    "Also retry every file that failed in an earlier run, at once. Without it, only those whose pause "
                            + "is over.")
    private boolean retryFailed;

    @Option(
            names = "--dry-run",
            description = "Walk the channels and report what there is to download, and how long it may take; "
                    + "download nothing, and change nothing except recording new posts.")
    private boolean dryRun;

    @Option(names = "--json", description = "Print one JSON object per event.")
    private boolean json;

    @Override
    boolean json() {
        return json;
    }

    @Override
    List<OptionOverride> overrides() {
        List<OptionOverride> overrides = new ArrayList<>();
        overrides.addAll(workers.overrides());
        overrides.addAll(limits.overrides());
        overrides.addAll(selection.overrides());
        if (!channels.isEmpty()) {
            overrides.add(OptionOverride.of(Settings.CHANNELS, "CHANNEL", channels));
        }
        return overrides;
    }

    @Override
    ExitCode run(Console console, Configuration configuration)
            throws ConfigException, InvalidRequest, TelegramFailure, ArchiveHeld, StorageFailure, TrackerFailure,
                    InterruptedException {
        if (configuration.channels().isEmpty()) {
            throw new InvalidRequest("No channel to archive. Name one (archiver download @name), or list some "
                    + "under channels in the configuration.");
        }
        if (configuration.download().concurrentDownloads() > 5) {
            console.warn("More than 5 workers: Telegram may limit the account.");
        }
        try (OpenArchive live = OpenArchive.openForDownload(
                        environment(console, configuration), "download", lanes(configuration.download()));
                Tracker tracker = SqliteTracker.open(configuration.home().tracker())) {
            // Before the run starts, since it fails without a login.
            ArchiveRun.Sources sources = sources(live, configuration.download());
            interrupts().check();
            DryRunCopy.removeLeft(configuration.home());
            return dryRun
                    ? estimate(console, configuration, sources, tracker)
                    : archive(console, configuration, sources, tracker);
        }
    }

    @SuppressWarnings("try") // the file writes until it is closed
    private ExitCode archive(Console console, Configuration configuration, ArchiveRun.Sources sources, Tracker tracker)
            throws StorageFailure, TrackerFailure {
        String asked = configuration.channels().stream()
                .map(ChannelRef::input)
                .collect(Collectors.joining(" ", "download ", ""));
        RunRecord record = RunRecord.start(tracker, new RunLog.Commands(asked, resumeCommand()), Time.SYSTEM);
        RunSummary summary = new RunSummary(nextCommands());
        ArchiveRun run;
        RunResult result;
        RunProgress progress = new RunProgress(Time.SYSTEM::now, Time.SYSTEM::nanoTime);
        try (ProgressFile file = ProgressFile.start(configuration.home(), record.run(), progress::snapshot);
                ProgressView view = view(console, progress)) {
            run = archiveRun(configuration, sources, tracker, progress, new Events(List.of(summary, view)));
            interrupts().stopBy(ArchiveRun.STOPPING, run::stop);
            result = run.run(record.run(), configuration.channels());
            record.end(progress.totals(), result.outcome());
        }
        if (!json) {
            tell(console, summary, result.outcome());
        }
        return end(console, result, progress.totals());
    }

    /** Walks, and reports what there is to download. The tracker records new posts, but no run. */
    private ExitCode estimate(Console console, Configuration configuration, ArchiveRun.Sources sources, Tracker tracker)
            throws StorageFailure, TrackerFailure, InterruptedException {
        RunSummary summary = new RunSummary(nextCommands());
        ArchiveRun run;
        RunResult result;
        RunProgress progress = new RunProgress(Time.SYSTEM::now, Time.SYSTEM::nanoTime);
        try (ProgressView view = view(console, progress)) {
            run = archiveRun(configuration, sources, tracker, progress, new Events(List.of(summary, view)));
            interrupts().stopBy(ArchiveRun.STOPPING, run::stop);
            result = run.run(0, configuration.channels());
        }
        if (result.abort().isEmpty() && result.outcome() != Outcome.INTERRUPTED) {
            Thread estimating = Thread.currentThread();
            interrupts().stopBy("Stopping. Press Ctrl-C again to quit now.", estimating::interrupt);
            try (DryRunCopy copy = DryRunCopy.of(configuration.home())) {
                run.enterInto(copy.tracker());
                report(console, DryRunEstimate.of(copy.tracker(), run.chatIds(), run.posts(), configuration));
            }
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            if (result.outcome() == Outcome.LIMIT_REACHED && !json) {
                console.warn("The walk ended at download.max_duration, so this is incomplete.");
            }
        } else if (!json) {
            tell(console, summary, result.outcome());
        }
        return end(console, result, progress.totals());
    }

    private ArchiveRun archiveRun(
            Configuration configuration,
            ArchiveRun.Sources sources,
            Tracker tracker,
            RunProgress progress,
            Events events)
            throws StorageFailure {
        return new ArchiveRun(
                sources,
                new ArchiveRun.Archive(
                        tracker,
                        new FileStore(configuration.download().outputDir()),
                        PathTemplate.parse(configuration.download().pathTemplate()),
                        configuration.keeping().deduplication()),
                pace(configuration.download()),
                settings(configuration, configuration.download().maxFilesPerRun(), configuration.limits()),
                new ArchiveRun.Order(configuration.selections()::of, retryFailed, dryRun),
                progress,
                events,
                Time.SYSTEM);
    }

    private ExitCode end(Console console, RunResult result, RunTotals totals) {
        result.abort().ifPresent(cause -> failed(console, cause));
        return exitCode(result, totals);
    }

    /** With -q: one line when the archive is incomplete, the whole summary when something failed in this run. */
    private void tell(Console console, RunSummary summary, Outcome outcome) {
        boolean failures = summary.hasFailures() || outcome == Outcome.ABORTED || outcome == Outcome.INTERRUPTED;
        if (!options().quiet() || failures) {
            summary.print(console);
        } else if (outcome != Outcome.COMPLETE) {
            summary.printSentence(console);
        }
    }

    private void report(Console console, DryRunView view) {
        if (json) {
            DryRunReport.printJson(console, view);
        } else {
            DryRunReport.print(console, view);
        }
    }

    private ProgressView view(Console console, RunProgress progress) {
        if (json) {
            return ProgressView.json(console);
        }
        return view(console, options(), progress);
    }

    /** The view that the options select; quiet overrides verbose. */
    static ProgressView view(Console console, GlobalOptions options, RunProgress progress) {
        if (options.quiet()) {
            return ProgressView.quiet(console);
        }
        return options.verbose()
                ? ProgressView.verbose(console, progress::snapshot)
                : ProgressView.of(console, progress::snapshot);
    }

    private ArchiveRun.Sources sources(OpenArchive live, Configuration.Download download)
            throws TelegramFailure, InterruptedException {
        TdSession session = live.session();
        return new ArchiveRun.Sources(
                session.channels(),
                live.lanes().history(session),
                session.posts(),
                live.lanes().sources(session, download.concurrentDownloads(), lanes(download)),
                live.reachability());
    }

    /** In a dry run all lanes but the first would be idle. */
    private int lanes(Configuration.Download download) {
        return lanes(download, dryRun ? 1 : download.concurrentDownloads());
    }

    /** More lanes than workers would be idle. */
    static int lanes(Configuration.Download download, int workers) {
        return Math.min(workers, download.lanes().orElse(workers));
    }

    static ArchiveRun.Pace pace(Configuration.Download download) {
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

    static RunSettings settings(Configuration configuration, long maxFiles, Configuration.Limits limits) {
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
                        lanes(download, download.concurrentDownloads()),
                        configuration.home().lanes()),
                configuration.home().cache(),
                new RunLimits(
                        maxFiles,
                        limits.maxBytes(),
                        limits.maxDuration(),
                        limits.minFreeSpace(),
                        List.of(configuration.dataDir())));
    }

    /** With lanes: auto, workers that add no throughput may be paused. */
    private static int fewestWorkers(Configuration.Download download) {
        return download.lanes().isPresent() ? download.concurrentDownloads() : 1;
    }

    private static ExitCode exitCode(RunResult result, RunTotals totals) {
        return switch (result.outcome()) {
            case COMPLETE -> ExitCode.DONE;
            case LIMIT_REACHED ->
                totals.failed() + result.failedEarlier() == 0
                                && result.channelFailures().isEmpty()
                        ? ExitCode.DONE
                        : someFailed(result);
            case INTERRUPTED -> ExitCode.INTERRUPTED;
            case ABORTED -> result.abort().map(ExitCode::of).orElse(ExitCode.UNEXPECTED);
            case SOME_FAILED -> someFailed(result);
        };
    }

    private static ExitCode someFailed(RunResult result) {
        return result.channelFailures().stream()
                .map(ExitCode::of)
                .filter(code -> code == ExitCode.NO_ACCESS)
                .findFirst()
                .orElse(ExitCode.SOME_FAILED);
    }
}
