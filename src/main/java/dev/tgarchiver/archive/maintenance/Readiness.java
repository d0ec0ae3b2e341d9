package dev.tgarchiver.archive.maintenance;

import dev.tgarchiver.storage.BlobStore;
import dev.tgarchiver.storage.MoveJournal;
import dev.tgarchiver.storage.StorageFailure;
import dev.tgarchiver.tracker.Tracker;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.TrackerReader;

/** Checks and restores an archive's consistency before a command writes to it or judges its files. Blocks on the disk. */
public final class Readiness {

    private Readiness() {}

    /**
     * Prepares an archive for writing. This process holds its lock. Checks that its folder is present, completes an
     * interrupted relocation, so that every file is where its row says, gives back what killed runs have claimed, and
     * removes what is left of forgotten channels.
     *
     * @throws StorageFailure when the folder is empty or missing though files are known, or files cannot be moved or
     *     deleted
     * @throws InterruptedException when interrupted before the end
     */
    public static void ensure(Tracker tracker, BlobStore store, MoveJournal journal)
            throws TrackerFailure, StorageFailure, InterruptedException {
        requireContent(tracker, store);
        // With the lock, every other run has ended, however it ended.
        int unused = tracker.releaseOthers();
        endRelocation(tracker, store, journal);
        new Forgetting(tracker, store).resume();
    }

    /** Completes an interrupted relocation. The archive's folder must be present. */
    public static void endRelocation(Tracker tracker, BlobStore store, MoveJournal journal)
            throws TrackerFailure, StorageFailure {
        new Relocation(tracker, store, journal).recover(tracker);
    }

    /**
     * Checks that an archive whose disk is not mounted is not taken for one that has lost its files.
     *
     * @throws StorageFailure when the folder is empty or missing though files are known
     */
    public static void requireContent(TrackerReader tracker, BlobStore store) throws TrackerFailure, StorageFailure {
        if (!tracker.doneAfter(0, 1).isEmpty()) {
            store.requireContent();
        }
    }
}
