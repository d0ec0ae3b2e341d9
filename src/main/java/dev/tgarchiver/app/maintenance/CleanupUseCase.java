package dev.tgarchiver.app.maintenance;

import dev.tgarchiver.app.CompletionStatus;
import dev.tgarchiver.app.Environment;
import dev.tgarchiver.app.open.LogFile;
import dev.tgarchiver.app.open.Stores;
import dev.tgarchiver.app.open.Trackers;
import dev.tgarchiver.archive.maintenance.Cleanup;
import dev.tgarchiver.archive.maintenance.CleanupReport;
import dev.tgarchiver.archive.maintenance.Forgetting;
import dev.tgarchiver.archive.maintenance.Readiness;
import dev.tgarchiver.archive.maintenance.Relocation;
import dev.tgarchiver.config.Configuration;
import dev.tgarchiver.storage.ArchiveHeld;
import dev.tgarchiver.storage.ArchiveHome;
import dev.tgarchiver.storage.BlobStore;
import dev.tgarchiver.storage.StorageFailure;
import dev.tgarchiver.storage.local.ArchiveLock;
import dev.tgarchiver.storage.naming.PathTemplate;
import dev.tgarchiver.time.Time;
import dev.tgarchiver.tracker.RecoveryReport;
import dev.tgarchiver.tracker.Tracker;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.TrackerReader;
import java.nio.file.Files;
import java.util.Optional;

/** Brings tracker and disk into agreement, and removes what is no longer needed. */
public final class CleanupUseCase {

    private static final String COMMAND = "cleanup";

    private final Environment environment;
    private final Configuration configuration;

    /** Cleans this environment's archive up. */
    public CleanupUseCase(Environment environment) {
        this.environment = environment;
        configuration = environment.configuration();
    }

    /**
     * Cleans up. Blocks. Beside a download it does only what is safe there.
     *
     * @throws ArchiveHeld when a relocation is ordered while another process has the archive
     */
    public CompletionStatus run(CleanupOrder order, CleanupWatcher watcher)
            throws StorageFailure, TrackerFailure, ArchiveHeld, InterruptedException {
        Trackers.require(configuration);
        ArchiveLock lock = null;
        Optional<String> holder = Optional.empty();
        try {
            lock = ArchiveLock.take(configuration.dataDir(), COMMAND, Time.SYSTEM.now());
        } catch (ArchiveHeld e) {
            if (order.relocate()) {
                throw e;
            }
            holder = Optional.of(String.valueOf(e.getMessage()));
        }
        try (ArchiveLock held = lock) {
            if (held != null && !order.dryRun()) {
                LogFile.open(configuration.home(), environment.detail());
            }
            if (order.dryRun() && Files.exists(configuration.home().journal())) {
                environment
                        .frontEnd()
                        .warn("An interrupted relocation is not finished yet; files that it has moved count as missing "
                                + "here. Without --dry-run, cleanup finishes it first.");
            }
            CleanupReport report = clean(order, held != null);
            watcher.cleaned(report, holder);
            boolean wrong = !report.problems().isEmpty();
            if (order.relocate()) {
                Relocation.Report moves = relocate(order.dryRun());
                watcher.relocated(moves);
                wrong |= !moves.problems().isEmpty();
            }
            return wrong ? CompletionStatus.STORAGE : CompletionStatus.DONE;
        }
    }

    /** Saves what can be read of a damaged tracker into a new one; empty when it is sound. */
    public Optional<RecoveryReport> recoverTracker() throws StorageFailure, TrackerFailure, ArchiveHeld {
        Trackers.require(configuration);
        ArchiveLock lock = ArchiveLock.take(configuration.dataDir(), COMMAND, Time.SYSTEM.now());
        try {
            LogFile.open(configuration.home(), environment.detail());
            return Trackers.recover(configuration);
        } finally {
            lock.close();
        }
    }

    private CleanupReport clean(CleanupOrder order, boolean alone)
            throws StorageFailure, TrackerFailure, InterruptedException {
        ArchiveHome data = configuration.home();
        Cleanup.Places places = new Cleanup.Places(Stores.of(configuration), data.cache(), data.lanes());
        Cleanup.Order limits = new Cleanup.Order(
                alone,
                order.keepHistory(),
                order.orphans(),
                order.force(),
                configuration.keeping().maxCacheSize());
        if (order.dryRun()) {
            try (TrackerReader tracker = Trackers.openReadOnly(configuration)) {
                return Cleanup.dryRun(tracker, places, limits, Time.SYSTEM);
            }
        }
        try (Tracker tracker = Trackers.open(environment)) {
            if (alone && order.force()) {
                Readiness.endRelocation(tracker, places.store(), Stores.journal(configuration));
                new Forgetting(tracker, places.store()).resume();
            } else if (alone) {
                Readiness.ensure(tracker, places.store(), Stores.journal(configuration));
            }
            return Cleanup.run(tracker, places, limits, Time.SYSTEM);
        }
    }

    private Relocation.Report relocate(boolean dryRun) throws StorageFailure, TrackerFailure {
        BlobStore store = Stores.of(configuration);
        PathTemplate template = PathTemplate.parse(configuration.download().pathTemplate());
        if (dryRun) {
            try (TrackerReader tracker = Trackers.openReadOnly(configuration)) {
                return new Relocation(tracker, store, Stores.journal(configuration)).dryRun(template);
            }
        }
        try (Tracker tracker = Trackers.open(environment)) {
            return new Relocation(tracker, store, Stores.journal(configuration)).run(tracker, template);
        }
    }
}
