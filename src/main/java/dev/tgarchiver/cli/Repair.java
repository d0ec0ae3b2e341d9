package dev.tgarchiver.cli;

import dev.tgarchiver.app.Environment;
import dev.tgarchiver.app.open.OpenArchive;
import dev.tgarchiver.app.open.Trackers;
import dev.tgarchiver.app.run.RunRecord;
import dev.tgarchiver.archive.ArchiveRun;
import dev.tgarchiver.archive.RepairRun;
import dev.tgarchiver.archive.RunResult;
import dev.tgarchiver.archive.maintenance.Verification.Finding;
import dev.tgarchiver.config.ConfigException;
import dev.tgarchiver.config.Configuration;
import dev.tgarchiver.console.progress.ProgressView;
import dev.tgarchiver.console.terminal.Console;
import dev.tgarchiver.progress.RunProgress;
import dev.tgarchiver.storage.StorageFailure;
import dev.tgarchiver.storage.local.ArchiveLock.ArchiveHeld;
import dev.tgarchiver.storage.local.FileStore;
import dev.tgarchiver.storage.naming.PathTemplate;
import dev.tgarchiver.tdlib.TdSession;
import dev.tgarchiver.telegram.TelegramFailure;
import dev.tgarchiver.time.Time;
import dev.tgarchiver.tracker.ChannelRow;
import dev.tgarchiver.tracker.FailedFile;
import dev.tgarchiver.tracker.FileTotals;
import dev.tgarchiver.tracker.Tracker;
import dev.tgarchiver.tracker.TrackerFailure;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Fetches files that a verification found damaged or missing. */
final class Repair {

    private static final String COMMAND = "verify --repair";

    private final Console console;
    private final Configuration configuration;
    private final GlobalOptions options;
    private final Interrupts interrupts;
    private final Environment environment;

    /**
     * The result.
     *
     * @param files the ids of those that are intact again
     * @param reasons of others, by id
     */
    record Result(Set<Long> files, Map<Long, String> reasons, ExitCode exitCode) {
        static final Result NONE = new Result(Set.of(), Map.of(), ExitCode.DONE);
    }

    Repair(Console console, Configuration configuration, GlobalOptions options, Interrupts interrupts) {
        this.console = console;
        this.configuration = configuration;
        this.options = options;
        this.interrupts = interrupts;
        environment = new Environment(configuration, new ConsoleFrontEnd(console), interrupts, options.verbose());
    }

    Result run(List<Finding> findings)
            throws ConfigException, TelegramFailure, ArchiveHeld, StorageFailure, TrackerFailure, InterruptedException {
        int lanes = lanes(findings);
        try (OpenArchive live = OpenArchive.openForDownload(environment, COMMAND, lanes);
                Tracker tracker = Trackers.open(configuration)) {
            // Before the first row changes, since it fails without a login.
            ArchiveRun.Sources sources = sources(live, lanes);
            interrupts.check();
            List<Long> files =
                    findings.stream().map(finding -> finding.file().id()).toList();
            tracker.replace(files);
            RunRecord record = RunRecord.start(tracker, COMMAND, Time.SYSTEM);
            RunResult result;
            RunProgress progress = new RunProgress(Time.SYSTEM::now, Time.SYSTEM::nanoTime);
            try (ProgressView view = DownloadCommand.view(console, options, progress)) {
                RepairRun run = new RepairRun(
                        sources,
                        new ArchiveRun.Archive(
                                tracker,
                                new FileStore(configuration.download().outputDir()),
                                PathTemplate.parse(configuration.download().pathTemplate()),
                                configuration.keeping().deduplication()),
                        files,
                        DownloadCommand.pace(configuration.download()),
                        DownloadCommand.settings(configuration, 0, limits()),
                        progress,
                        view,
                        Time.SYSTEM);
                interrupts.stopBy(ArchiveRun.STOPPING, run::stop);
                result = run.run(record.run(), channels(tracker, findings), amount(findings));
                record.end(progress.totals(), result.outcome());
            }
            result.abort().ifPresent(cause -> console.error(String.valueOf(cause.getMessage())));
            return result(tracker, findings, result);
        }
    }

    /** As for a download; more than the files would be idle. */
    private int lanes(List<Finding> findings) {
        Configuration.Download download = configuration.download();
        return Math.min(findings.size(), DownloadCommand.lanes(download, download.concurrentDownloads()));
    }

    private ArchiveRun.Sources sources(OpenArchive live, int lanes) throws TelegramFailure, InterruptedException {
        TdSession session = live.session();
        return new ArchiveRun.Sources(
                session.channels(),
                session.history(),
                session.posts(),
                live.lanes().sources(session, configuration.download().concurrentDownloads(), lanes),
                live.reachability());
    }

    /** A repair only has the limit that keeps the disk from filling. */
    private Configuration.Limits limits() {
        return new Configuration.Limits(0, Duration.ZERO, configuration.limits().minFreeSpace());
    }

    private static List<ChannelRow> channels(Tracker tracker, List<Finding> findings) throws TrackerFailure {
        Set<Long> chatIds = new HashSet<>();
        findings.forEach(finding -> chatIds.add(finding.file().origin().chatId()));
        return tracker.channels().stream()
                .filter(row -> chatIds.contains(row.chatId()))
                .toList();
    }

    private static FileTotals amount(List<Finding> findings) {
        return new FileTotals(
                findings.size(),
                findings.stream()
                        .mapToLong(finding -> finding.file().stored().size())
                        .sum());
    }

    private static Result result(Tracker tracker, List<Finding> findings, RunResult result) throws TrackerFailure {
        Map<Long, String> reasons = new HashMap<>();
        List<Long> chatIds = tracker.channels().stream().map(ChannelRow::chatId).toList();
        for (FailedFile failed : tracker.failed(chatIds, Integer.MAX_VALUE)) {
            reasons.put(failed.id(), failed.reason());
        }
        Set<Long> repaired = new HashSet<>();
        for (Finding finding : findings) {
            long id = finding.file().id();
            if (tracker.postsOf(id).isEmpty()) {
                reasons.put(id, "no post holds it, so it cannot be fetched");
            } else if (tracker.done(id).isPresent()) {
                repaired.add(id);
            }
        }
        ExitCode code =
                switch (result.outcome()) {
                    case INTERRUPTED -> ExitCode.INTERRUPTED;
                    case ABORTED -> result.abort().map(ExitCode::of).orElse(ExitCode.UNEXPECTED);
                    case COMPLETE, LIMIT_REACHED, SOME_FAILED -> ExitCode.DONE;
                };
        return new Result(repaired, reasons, code);
    }
}
