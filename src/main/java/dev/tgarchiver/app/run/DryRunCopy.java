package dev.tgarchiver.app.run;

import dev.tgarchiver.storage.ArchiveHome;
import dev.tgarchiver.storage.StorageFailure;
import dev.tgarchiver.tracker.Tracker;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.sqlite.SqliteTracker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A copy of the tracker that a dry run may change freely; closing removes it. */
public record DryRunCopy(ArchiveHome home, Tracker tracker) implements AutoCloseable {

    /** The files that SQLite keeps beside a database. */
    private static final List<String> ENDINGS = List.of("", "-wal", "-shm", "-journal");

    /** Copies the tracker as it is now. Blocks. */
    public static DryRunCopy of(ArchiveHome home) throws StorageFailure, TrackerFailure {
        removeLeft(home);
        Path file = home.dryRunTracker();
        boolean open = false;
        try {
            SqliteTracker.copy(home.tracker(), file);
            DryRunCopy copy = new DryRunCopy(home, SqliteTracker.open(file));
            open = true;
            return copy;
        } finally {
            if (!open) {
                removeLeft(home);
            }
        }
    }

    /** Removes the remains of a killed dry run. */
    public static void removeLeft(ArchiveHome home) throws StorageFailure {
        Path file = home.dryRunTracker();
        for (String ending : ENDINGS) {
            Path left = file.resolveSibling(file.getFileName() + ending);
            try {
                Files.deleteIfExists(left);
            } catch (IOException e) {
                throw StorageFailure.of("remove", left, e);
            }
        }
    }

    @Override
    public void close() throws StorageFailure, TrackerFailure {
        try {
            tracker.close();
        } finally {
            removeLeft(home);
        }
    }
}
