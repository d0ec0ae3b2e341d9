package dev.tgarchiver.app.open;

import dev.tgarchiver.config.Configuration;
import dev.tgarchiver.storage.ArchiveHome;
import dev.tgarchiver.storage.StorageFailure;
import dev.tgarchiver.time.Time;
import dev.tgarchiver.tracker.RecoveryReport;
import dev.tgarchiver.tracker.Tracker;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.TrackerReader;
import dev.tgarchiver.tracker.sqlite.SqliteTracker;
import dev.tgarchiver.tracker.sqlite.recovery.DamagedTracker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Opens the tracker, for commands that have nothing to do without an archive. */
public final class Trackers {

    private Trackers() {}

    /**
     * Opens it for writing.
     *
     * @throws TrackerFailure of the kind MISSING when nothing has been archived yet
     */
    public static Tracker open(Configuration configuration) throws TrackerFailure {
        require(configuration);
        return SqliteTracker.open(file(configuration));
    }

    /** Opens it for writing; creates an empty one if there is none. */
    public static Tracker openOrCreate(ArchiveHome home) throws TrackerFailure {
        return SqliteTracker.open(home.tracker());
    }

    /** Saves what can be read of a damaged one; empty when it is sound. */
    public static Optional<RecoveryReport> recover(Configuration configuration) throws TrackerFailure, StorageFailure {
        return new DamagedTracker(file(configuration)).recover(Time.SYSTEM.now());
    }

    /** Opens it for reading. */
    public static TrackerReader openReadOnly(Configuration configuration) throws TrackerFailure {
        return SqliteTracker.openReadOnly(file(configuration));
    }

    /** Checks that it exists. A writer would create an empty one; the reader's failure says what to do. */
    public static void require(Configuration configuration) throws TrackerFailure {
        if (!Files.exists(file(configuration))) {
            openReadOnly(configuration).close();
        }
    }

    private static Path file(Configuration configuration) {
        return configuration.home().tracker();
    }
}
