package dev.tgarchiver.app.open;

import dev.tgarchiver.app.Environment;
import dev.tgarchiver.archive.maintenance.Readiness;
import dev.tgarchiver.config.Configuration;
import dev.tgarchiver.storage.ArchiveHeld;
import dev.tgarchiver.storage.ArchiveHome;
import dev.tgarchiver.storage.StorageFailure;
import dev.tgarchiver.storage.local.ArchiveLock;
import dev.tgarchiver.time.Time;
import dev.tgarchiver.tracker.Tracker;
import dev.tgarchiver.tracker.TrackerFailure;
import java.nio.file.Files;

/** Prepares an archive before a command's own work. */
public final class Preparation {

    private Preparation() {}

    /**
     * Prepares the archive for writing, if it has any content: {@link Readiness#ensure}. The caller holds the archive's
     * lock and has not written anything yet.
     */
    public static void run(Environment environment) throws TrackerFailure, StorageFailure, InterruptedException {
        Configuration configuration = environment.configuration();
        ArchiveHome data = configuration.home();
        if (Files.exists(data.tracker())) {
            try (Tracker tracker = Trackers.open(data.tracker(), environment.frontEnd())) {
                Readiness.ensure(tracker, Stores.of(configuration), Stores.journal(configuration));
            }
        }
    }

    /**
     * Finishes an interrupted relocation, for a command that needs no lock for its own work. A process that holds the
     * lock now has already finished it.
     *
     * @param command named to other processes that want the archive meanwhile
     */
    public static void endRelocation(Environment environment, String command)
            throws TrackerFailure, StorageFailure, InterruptedException {
        Configuration configuration = environment.configuration();
        if (!isCutShort(configuration)) {
            return;
        }
        ArchiveLock lock;
        try {
            lock = ArchiveLock.take(configuration.dataDir(), command, Time.SYSTEM.now());
        } catch (ArchiveHeld e) {
            return;
        }
        try {
            run(environment);
        } finally {
            lock.close();
        }
    }

    /** The same, for a process that holds the lock and writes no files. */
    public static void endRelocationHeld(Environment environment)
            throws TrackerFailure, StorageFailure, InterruptedException {
        if (isCutShort(environment.configuration())) {
            run(environment);
        }
    }

    private static boolean isCutShort(Configuration configuration) {
        return Files.exists(configuration.home().journal());
    }
}
