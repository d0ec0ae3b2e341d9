package dev.tgarchiver.storage;

import java.nio.file.Path;
import java.util.List;

/** What the archiver keeps for itself in {@code data_dir}, and under which names. Computes only. */
public record DataFolder(Path path) {

    /** The name of the tracker's file. */
    public static final String TRACKER = "tracker.db";

    /** The name of the lock's file. */
    public static final String LOCK = "archive.lock";

    /** The name of the file that tells how far a run is. */
    public static final String PROGRESS = "progress.json";

    private static final String JOURNAL = "relocation.journal";

    /** The copies of the session, and what they have begun to download. Emptied by every run. */
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

    /** The moves of a relocation that is under way. */
    public Path journal() {
        return path.resolve(JOURNAL);
    }

    /** The files right in the folder that are there for longer than a moment. */
    public List<Path> files() {
        return List.of(tracker(), path.resolve(LOCK), path.resolve(PROGRESS), journal(), path.resolve("cache.open"));
    }
}
