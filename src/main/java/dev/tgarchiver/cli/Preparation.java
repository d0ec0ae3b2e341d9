package dev.tgarchiver.cli;

import dev.tgarchiver.archive.Readiness;
import dev.tgarchiver.config.Configuration;
import dev.tgarchiver.storage.DataFolder;
import dev.tgarchiver.storage.StorageFailure;
import dev.tgarchiver.storage.local.ArchiveLock;
import dev.tgarchiver.storage.local.ArchiveLock.ArchiveHeld;
import dev.tgarchiver.storage.local.FileStore;
import dev.tgarchiver.time.Time;
import dev.tgarchiver.tracker.Tracker;
import dev.tgarchiver.tracker.TrackerFailure;
import java.nio.file.Files;

/** What a command does with an archive before its own work. */
final class Preparation {

    private Preparation() {}

    /**
     * Makes the archive ready to be written to, if anything was archived yet: {@link Readiness#ensure}. To be called while this process holds the
     * archive's lock, before anything is written.
     */
    static void run(Configuration configuration) throws TrackerFailure, StorageFailure, InterruptedException {
        DataFolder data = new DataFolder(configuration.dataDir());
        if (Files.exists(data.tracker())) {
            try (Tracker tracker = Tracker.open(data.tracker())) {
                Readiness.ensure(tracker, new FileStore(configuration.download().outputDir()), data);
            }
        }
    }

    /**
     * Ends a relocation that was cut short, for a command that needs no lock for its own work. Whoever holds the lock now has
     * ended it already.
     *
     * @param command what others are told who come meanwhile
     */
    static void endRelocation(Configuration configuration, String command)
            throws TrackerFailure, StorageFailure, InterruptedException {
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
            run(configuration);
        } finally {
            lock.close();
        }
    }

    /** The same, for a process that holds the lock and writes no files. */
    static void endRelocationHeld(Configuration configuration)
            throws TrackerFailure, StorageFailure, InterruptedException {
        if (isCutShort(configuration)) {
            run(configuration);
        }
    }

    private static boolean isCutShort(Configuration configuration) {
        return Files.exists(new DataFolder(configuration.dataDir()).journal());
    }
}
