package dev.tgarchiver.storage;

import java.nio.file.Path;
import java.util.List;

/** The archiver's own files in {@code data_dir} and their names. Only computes paths. */
public record DataFolder(Path path) {

    /** The name of the tracker's file. */
    public static final String TRACKER = "tracker.db";

    /** The name of the lock's file. */
    public static final String LOCK = "archive.lock";

    /** The name of the file with a run's progress. */
    public static final String PROGRESS = "progress.json";

    private static final String JOURNAL = "relocation.journal";

    /** The copies of the session, and their partial downloads. Emptied by every run. */
    public Path lanes() {
        return path.resolve("lanes");
    }

    /** TDLib's own files. Trimmed by a cleanup, emptied after a loss of power. */
    public Path cache() {
        return path.resolve("cache");
    }

    /** The logs. */
    public Path logs() {
        return path.resolve("logs");
    }

    /** The tracker. */
    public Path tracker() {
        return path.resolve(TRACKER);
    }

    /** The moves of a relocation in progress. */
    public Path journal() {
        return path.resolve(JOURNAL);
    }

    /** The long-lived files directly in the folder. */
    public List<Path> files() {
        return List.of(tracker(), path.resolve(LOCK), path.resolve(PROGRESS), journal(), path.resolve("cache.open"));
    }
}
