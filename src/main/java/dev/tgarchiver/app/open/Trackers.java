package dev.tgarchiver.app.open;

import dev.tgarchiver.app.Environment;
import dev.tgarchiver.app.FrontEnd;
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
     * Opens it for writing; announces what takes long.
     *
     * @throws TrackerFailure of the kind MISSING when nothing has been archived yet
     */
    public static Tracker open(Environment environment) throws TrackerFailure {
        require(environment.configuration());
        return open(file(environment.configuration()), environment.frontEnd());
    }

    static Tracker open(Path file, FrontEnd frontEnd) throws TrackerFailure {
        return SqliteTracker.open(file, migration -> {
            if (migration.isLong()) {
                frontEnd.info(migration.words());
            }
        });
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
