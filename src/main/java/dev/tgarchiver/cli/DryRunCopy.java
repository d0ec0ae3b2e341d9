package dev.tgarchiver.cli;

import dev.tgarchiver.storage.StorageFailure;
import dev.tgarchiver.tracker.Tracker;
import dev.tgarchiver.tracker.TrackerFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A copy of the tracker that a dry run may change freely; closing removes it. */
record DryRunCopy(Path dataDir, Tracker tracker) implements AutoCloseable {

    private static final String FILE = "dry-run.db";

    /** The files that SQLite keeps beside a database. */
    private static final List<String> ENDINGS = List.of("", "-wal", "-shm", "-journal");

    /** Copies the tracker as it is now. Blocks. */
    static DryRunCopy of(Path dataDir) throws StorageFailure, TrackerFailure {
        removeLeft(dataDir);
        Path file = dataDir.resolve(FILE);
        boolean open = false;
        try {
            Tracker.copy(dataDir.resolve(StatsCommand.TRACKER), file);
            DryRunCopy copy = new DryRunCopy(dataDir, Tracker.open(file));
            open = true;
            return copy;
        } finally {
            if (!open) {
                removeLeft(dataDir);
            }
        }
    }

    /** Removes the remains of a killed dry run. */
    static void removeLeft(Path dataDir) throws StorageFailure {
        for (String ending : ENDINGS) {
            Path left = dataDir.resolve(FILE + ending);
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
            removeLeft(dataDir);
        }
    }
}
