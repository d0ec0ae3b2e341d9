package dev.tgarchiver.app.run;

import dev.tgarchiver.app.Environment;
import dev.tgarchiver.app.open.OpenArchive;
import dev.tgarchiver.app.open.Trackers;
import dev.tgarchiver.archive.ArchiveRun;
import dev.tgarchiver.archive.RepairRun;
import dev.tgarchiver.archive.RunResult;
import dev.tgarchiver.archive.maintenance.Verification.Finding;
import dev.tgarchiver.config.ConfigException;
import dev.tgarchiver.config.Configuration;
import dev.tgarchiver.progress.RunProgress;
import dev.tgarchiver.storage.ArchiveHeld;
import dev.tgarchiver.storage.StorageFailure;
import dev.tgarchiver.tdlib.TdSession;
import dev.tgarchiver.telegram.TelegramFailure;
import dev.tgarchiver.time.Time;
import dev.tgarchiver.tracker.ChannelRow;
import dev.tgarchiver.tracker.Tracker;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.file.FailedFile;
import dev.tgarchiver.tracker.file.FileTotals;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Fetches files that a verification found damaged or missing. */
public final class RepairUseCase {

    private static final String COMMAND = "verify --repair";

    private final Environment environment;
    private final Configuration configuration;

    /** Repairs files of this environment's archive. */
    public RepairUseCase(Environment environment) {
        this.environment = environment;
        configuration = environment.configuration();
    }

    /**
     * Fetches the files of these findings, of which there is at least one. Blocks.
     *
     * @param watcher opens the display, once the archive and the session are open
     */
    public RepairResult run(List<Finding> findings, RunWatcher.Factory watcher)
            throws ConfigException, TelegramFailure, ArchiveHeld, StorageFailure, TrackerFailure, InterruptedException {
        int lanes = lanes(findings);
        try (OpenArchive live = OpenArchive.openForDownload(environment, COMMAND, lanes);
                Tracker tracker = Trackers.open(environment)) {
            // Before the first row changes, since it fails without a login.
            ArchiveRun.Sources sources = sources(live, lanes);
            environment.shutdown().check();
            List<Long> files =
                    findings.stream().map(finding -> finding.file().id()).toList();
            tracker.replace(files);
            RunRecord record = RunRecord.start(tracker, COMMAND, Time.SYSTEM);
            RunResult result;
            RunProgress progress = RunAssembly.progress();
            try (RunWatcher view = watcher.open(progress::snapshot)) {
                RepairRun run = new RunAssembly(configuration, tracker).repairRun(sources, files, progress, view);
                environment.shutdown().stopBy(ArchiveRun.STOPPING, run::stop);
                result = run.run(record.run(), channels(tracker, findings), amount(findings));
                record.end(progress.totals(), result.outcome());
            }
            return result(tracker, findings, result);
        }
    }

    /** As for a download; more than the files would be idle. */
    private int lanes(List<Finding> findings) {
        return Math.min(findings.size(), RunAssembly.lanes(configuration.download()));
    }

    private ArchiveRun.Sources sources(OpenArchive live, int lanes) throws TelegramFailure, InterruptedException {
        TdSession session = live.session();
        return new ArchiveRun.Sources(
                session.channels(),
                session.history(),
                session.discussions(),
                session.posts(),
                session.posts(),
                session.contents(),
                live.lanes().sources(session, configuration.download().concurrentDownloads(), lanes),
                live.reachability());
    }

    private static List<ChannelRow> channels(Tracker tracker, List<Finding> findings) throws TrackerFailure {
        Set<Long> chatIds = new HashSet<>();
        findings.forEach(finding -> chatIds.add(finding.file().origin().chatId()));
        return tracker.channels().stream()
                .filter(row -> row.chats().stream().anyMatch(chatIds::contains))
                .toList();
    }

    private static FileTotals amount(List<Finding> findings) {
        return new FileTotals(
                findings.size(),
                findings.stream()
                        .mapToLong(finding -> finding.file().stored().size())
                        .sum());
    }

    private static RepairResult result(Tracker tracker, List<Finding> findings, RunResult result)
            throws TrackerFailure {
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
        return new RepairResult(repaired, reasons, result);
    }
}
