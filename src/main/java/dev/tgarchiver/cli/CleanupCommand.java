package dev.tgarchiver.cli;

import dev.tgarchiver.app.InvalidRequest;
import dev.tgarchiver.app.open.LogFile;
import dev.tgarchiver.app.open.Trackers;
import dev.tgarchiver.archive.maintenance.Cleanup;
import dev.tgarchiver.archive.maintenance.CleanupReport;
import dev.tgarchiver.archive.maintenance.Forgetting;
import dev.tgarchiver.archive.maintenance.Readiness;
import dev.tgarchiver.archive.maintenance.Relocation;
import dev.tgarchiver.config.Configuration;
import dev.tgarchiver.console.terminal.Console;
import dev.tgarchiver.storage.ArchiveHome;
import dev.tgarchiver.storage.StorageFailure;
import dev.tgarchiver.storage.local.ArchiveLock;
import dev.tgarchiver.storage.local.ArchiveLock.ArchiveHeld;
import dev.tgarchiver.storage.local.FileStore;
import dev.tgarchiver.storage.naming.PathTemplate;
import dev.tgarchiver.time.Time;
import dev.tgarchiver.tracker.Tracker;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.TrackerReader;
import dev.tgarchiver.tracker.sqlite.recovery.DamagedTracker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "cleanup",
        description = {
            "Bring tracker and disk into agreement, and remove what is no longer needed.",
            "",
            "Missing files become pending again. Removes temporary files of killed runs, stale lanes, dead partial "
                    + "downloads, and what exceeds cache.max_size in TDLib's cache. Needs neither login nor network. "
                    + "While a download runs, it does only what is safe beside it.",
            ""
        })
final class CleanupCommand extends Subcommand {

    @Option(
            names = {"-n", "--dry-run"},
            description = "Print what would be done; change nothing.")
    private boolean dryRun;

    @Option(names = "--keep-history", description = "Remember missing files as removed, and never fetch them again.")
    private boolean keepHistory;

    @Option(
            names = "--orphans",
            description =
                    "Also remove the files in the archive's folders that the tracker does not know. Without this "
                            + "option they are only reported. Hidden files, and folders without archived files, are left alone.")
    private boolean orphans;

    @Option(
            names = "--relocate",
            description =
                    "Then move the files to where download.path_template puts them now, without fetching them again. "
                            + "Not while a download runs.")
    private boolean relocate;

    @Option(names = "--force", description = "Accept that all files are missing when output_dir is empty or missing.")
    private boolean force;

    @Option(
            names = "--recover-tracker",
            description =
                    "Save what can be read of a damaged tracker into a new one and report what was lost; the damaged "
                            + "one is kept beside it. Does nothing else.")
    private boolean recoverTracker;

    @Override
    ExitCode run(Console console, Configuration configuration)
            throws StorageFailure, TrackerFailure, ArchiveHeld, InvalidRequest, InterruptedException {
        Trackers.require(configuration);
        if (recoverTracker) {
            return recover(console, configuration);
        }
        ArchiveLock lock = null;
        Optional<String> holder = Optional.empty();
        try {
            lock = ArchiveLock.take(configuration.dataDir(), "cleanup", Time.SYSTEM.now());
        } catch (ArchiveHeld e) {
            if (relocate) {
                throw e;
            }
            holder = Optional.of(String.valueOf(e.getMessage()));
        }
        try (ArchiveLock held = lock) {
            if (held != null && !dryRun) {
                LogFile.open(configuration.home(), options().verbose());
            }
            if (dryRun && Files.exists(configuration.home().journal())) {
                console.warn(
                        "An interrupted relocation is not finished yet; files that it has moved count as missing here. "
                                + "Without --dry-run, cleanup finishes it first.");
            }
            CleanupReport report = clean(configuration, held != null);
            CleanupText text = new CleanupText(console, configuration.download().outputDir(), dryRun, keepHistory);
            report.problems().forEach(console::error);
            if (!options().quiet()) {
                text.print(report, holder);
            }
            boolean wrong = !report.problems().isEmpty();
            if (relocate) {
                Relocation.Report moves = relocate(configuration);
                moves.problems().forEach(console::error);
                if (!options().quiet()) {
                    text.print(moves);
                }
                wrong |= !moves.problems().isEmpty();
            }
            return wrong ? ExitCode.STORAGE : ExitCode.DONE;
        }
    }

    private ExitCode recover(Console console, Configuration configuration)
            throws StorageFailure, TrackerFailure, ArchiveHeld, InvalidRequest {
        if (dryRun) {
            throw new InvalidRequest("--recover-tracker has no dry run; it keeps the damaged tracker in any case.");
        }
        ArchiveLock lock = ArchiveLock.take(configuration.dataDir(), "cleanup", Time.SYSTEM.now());
        try {
            LogFile.open(configuration.home(), options().verbose());
            RecoveryText.print(console, new DamagedTracker(configuration.home().tracker()).recover(Time.SYSTEM.now()));
            return ExitCode.DONE;
        } finally {
            lock.close();
        }
    }

    private Relocation.Report relocate(Configuration configuration) throws StorageFailure, TrackerFailure {
        FileStore store = new FileStore(configuration.download().outputDir());
        PathTemplate template = PathTemplate.parse(configuration.download().pathTemplate());
        if (dryRun) {
            try (TrackerReader tracker = Trackers.openReadOnly(configuration)) {
                return new Relocation(tracker, store, configuration.home()).dryRun(template);
            }
        }
        try (Tracker tracker = Trackers.open(configuration)) {
            return new Relocation(tracker, store, configuration.home()).run(tracker, template);
        }
    }

    /** Whatever the configuration says, these are not orphans. */
    private static List<Path> own(Configuration configuration) {
        ArchiveHome data = configuration.home();
        List<Path> own = new ArrayList<>(data.files());
        own.addAll(List.of(
                data.lanes(),
                data.cache(),
                data.logs(),
                configuration.telegram().sessionDir()));
        configuration.file().ifPresent(own::add);
        configuration.telegram().tdlibLibrary().ifPresent(own::add);
        return own;
    }

    private CleanupReport clean(Configuration configuration, boolean alone)
            throws StorageFailure, TrackerFailure, InterruptedException {
        ArchiveHome data = configuration.home();
        Cleanup.Places places = new Cleanup.Places(
                new FileStore(configuration.download().outputDir()), data.cache(), data.lanes(), own(configuration));
        Cleanup.Order order = new Cleanup.Order(
                alone, keepHistory, orphans, force, configuration.keeping().maxCacheSize());
        if (dryRun) {
            try (TrackerReader tracker = Trackers.openReadOnly(configuration)) {
                return Cleanup.dryRun(tracker, places, order, Time.SYSTEM);
            }
        }
        try (Tracker tracker = Trackers.open(configuration)) {
            if (alone && force) {
                Readiness.endRelocation(tracker, places.store(), data);
                new Forgetting(tracker, places.store()).resume();
            } else if (alone) {
                Readiness.ensure(tracker, places.store(), data);
            }
            return Cleanup.run(tracker, places, order, Time.SYSTEM);
        }
    }
}
