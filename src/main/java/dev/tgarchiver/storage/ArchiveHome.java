package dev.tgarchiver.storage;

import java.nio.file.Path;
import java.util.List;

/** The layout of {@code data_dir}: the archiver's own files and their names. Only computes paths. */
public record ArchiveHome(Path path) {

    /** The name of the tracker's file. */
    public static final String TRACKER = "tracker.db";

    /** The name of the lock's file. */
    public static final String LOCK = "archive.lock";

    private static final String PROGRESS = "progress.json";
    private static final String JOURNAL = "relocation.journal";
    private static final String CACHE_MARK = "cache.open";

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

    /** TDLib's own log. */
    public Path tdlibLog() {
        return logs().resolve("tdlib.log");
    }

    /** The tracker. */
    public Path tracker() {
        return path.resolve(TRACKER);
    }

    /** The copy of the tracker that a dry run changes. */
    public Path dryRunTracker() {
        return path.resolve("dry-run.db");
    }

    /** The lock that a process with the archive holds. */
    public Path lock() {
        return path.resolve(LOCK);
    }

    /** The state of the run in progress. */
    public Path progress() {
        return path.resolve(PROGRESS);
    }

    /** What becomes {@link #progress} once it is complete. */
    public Path nextProgress() {
        return path.resolve(PROGRESS + ".next");
    }

    /** The moves of a relocation in progress. */
    public Path journal() {
        return path.resolve(JOURNAL);
    }

    /** The long-lived files directly in the folder. */
    public List<Path> files() {
        return List.of(tracker(), lock(), progress(), journal(), path.resolve(CACHE_MARK));
    }
}
