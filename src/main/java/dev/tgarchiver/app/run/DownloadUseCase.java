package dev.tgarchiver.app.run;

import dev.tgarchiver.app.Environment;
import dev.tgarchiver.app.InvalidRequest;
import dev.tgarchiver.app.Shutdown;
import dev.tgarchiver.app.open.OpenArchive;
import dev.tgarchiver.app.open.Trackers;
import dev.tgarchiver.archive.ArchiveRun;
import dev.tgarchiver.archive.RunResult;
import dev.tgarchiver.config.ConfigException;
import dev.tgarchiver.config.Configuration;
import dev.tgarchiver.model.ChannelRef;
import dev.tgarchiver.model.Outcome;
import dev.tgarchiver.progress.RunProgress;
import dev.tgarchiver.storage.ArchiveHeld;
import dev.tgarchiver.storage.StorageFailure;
import dev.tgarchiver.tdlib.TdSession;
import dev.tgarchiver.telegram.TelegramFailure;
import dev.tgarchiver.time.Time;
import dev.tgarchiver.tracker.RunLog;
import dev.tgarchiver.tracker.Tracker;
import dev.tgarchiver.tracker.TrackerFailure;
import java.util.Optional;
import java.util.stream.Collectors;

/** Downloads the configured channels, or only finds out what there is to download. */
public final class DownloadUseCase {

    private static final String COMMAND = "download";
    private static final int MANY_WORKERS = 5;

    private final Environment environment;
    private final Configuration configuration;
    private final Shutdown shutdown;

    /** Downloads into this environment's archive. */
    public DownloadUseCase(Environment environment) {
        this.environment = environment;
        configuration = environment.configuration();
        shutdown = environment.shutdown();
    }

    /**
     * Downloads. Blocks.
     *
     * @param watcher opens the display, once the archive and the session are open
     */
    @SuppressWarnings("try") // the file writes until it is closed
    public DownloadResult run(DownloadOrder order, RunWatcher.Factory watcher)
            throws ConfigException, InvalidRequest, TelegramFailure, ArchiveHeld, StorageFailure, TrackerFailure,
                    InterruptedException {
        return open(RunAssembly.lanes(configuration.download()), (sources, tracker) -> {
            String asked = configuration.channels().stream()
                    .map(ChannelRef::input)
                    .collect(Collectors.joining(" ", COMMAND + " ", ""));
            RunRecord record = RunRecord.start(tracker, new RunLog.Commands(asked, order.resume()), Time.SYSTEM);
            RunProgress progress = RunAssembly.progress();
            try (ProgressFile file = ProgressFile.start(configuration.home(), record.run(), progress::snapshot);
                    RunWatcher view = watcher.open(progress::snapshot)) {
                ArchiveRun run = new RunAssembly(configuration, tracker)
                        .archiveRun(sources, order.retryFailed(), false, progress, view);
                shutdown.stopBy(ArchiveRun.STOPPING, run::stop);
                RunResult result = run.run(record.run(), configuration.channels());
                record.end(progress.totals(), result.outcome());
                return new DownloadResult(result, progress.totals());
            }
        });
    }

    /**
     * Walks, and estimates what there is to download. The tracker records new posts, but no run. Blocks.
     *
     * @param watcher opens the display, once the archive and the session are open
     */
    public DryRunResult dryRun(boolean retryFailed, RunWatcher.Factory watcher)
            throws ConfigException, InvalidRequest, TelegramFailure, ArchiveHeld, StorageFailure, TrackerFailure,
                    InterruptedException {
        // All further clients would be idle.
        return open(1, (sources, tracker) -> {
            ArchiveRun run;
            RunResult result;
            RunProgress progress = RunAssembly.progress();
            try (RunWatcher view = watcher.open(progress::snapshot)) {
                run = new RunAssembly(configuration, tracker).archiveRun(sources, retryFailed, true, progress, view);
                shutdown.stopBy(ArchiveRun.STOPPING, run::stop);
                result = run.run(0, configuration.channels());
            }
            boolean whole = result.abort().isEmpty() && result.outcome() != Outcome.INTERRUPTED;
            return new DryRunResult(
                    new DownloadResult(result, progress.totals()),
                    whole ? Optional.of(estimate(run)) : Optional.empty());
        });
    }

    private DryRunView estimate(ArchiveRun run) throws StorageFailure, TrackerFailure, InterruptedException {
        Thread estimating = Thread.currentThread();
        shutdown.stopBy("Stopping. Press Ctrl-C again to quit now.", estimating::interrupt);
        DryRunView estimate;
        try (DryRunCopy copy = DryRunCopy.of(configuration.home())) {
            run.enterInto(copy.tracker());
            estimate = DryRunEstimate.of(copy.tracker(), run.chatIds(), run.posts(), configuration);
        }
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        return estimate;
    }

    /** Work with the archive open. */
    private interface Work<T> {
        T run(ArchiveRun.Sources sources, Tracker tracker) throws StorageFailure, TrackerFailure, InterruptedException;
    }

    private <T> T open(int lanes, Work<T> work)
            throws ConfigException, InvalidRequest, TelegramFailure, ArchiveHeld, StorageFailure, TrackerFailure,
                    InterruptedException {
        if (configuration.channels().isEmpty()) {
            throw new InvalidRequest("No channel to archive. Name one (archiver download @name), or list some "
                    + "under channels in the configuration.");
        }
        Configuration.Download download = configuration.download();
        if (download.concurrentDownloads() > MANY_WORKERS) {
            environment.frontEnd().warn("More than 5 workers: Telegram may limit the account.");
        }
        try (OpenArchive live = OpenArchive.openForDownload(environment, COMMAND, lanes);
                Tracker tracker = Trackers.openOrCreate(configuration.home())) {
            // Before the run starts, since it fails without a login.
            TdSession session = live.session();
            ArchiveRun.Sources sources = new ArchiveRun.Sources(
                    session.channels(),
                    live.lanes().history(session),
                    session.discussions(),
                    session.posts(),
                    live.lanes().posts(session),
                    session.contents(),
                    live.lanes().sources(session, download.concurrentDownloads(), lanes),
                    live.reachability());
            shutdown.check();
            DryRunCopy.removeLeft(configuration.home());
            return work.run(sources, tracker);
        }
    }
}
