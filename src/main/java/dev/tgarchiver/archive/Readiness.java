package dev.tgarchiver.archive;

import dev.tgarchiver.storage.DataFolder;
import dev.tgarchiver.storage.StorageFailure;
import dev.tgarchiver.storage.local.FileStore;
import dev.tgarchiver.tracker.Tracker;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.TrackerReader;

/** What has to be true of an archive before anything is written to it, or believed of its files. Blocks on the disk. */
public final class Readiness {

    private Readiness() {}

    /**
     * Makes an archive ready to be written to, whose lock this process holds: its folder is there, a relocation that was
     * cut short is ended, so that every file is where its row says, and nothing is left of channels that were forgotten.
     *
     * @throws StorageFailure when the folder is empty or missing though files are known, or files cannot be moved or deleted
     * @throws InterruptedException when that is to end early
     */
    public static void ensure(Tracker tracker, FileStore store, DataFolder data)
            throws TrackerFailure, StorageFailure, InterruptedException {
        requireContent(tracker, store);
        endRelocation(tracker, store, data);
        new Forgetting(tracker, store).resume();
    }

    /** Ends a relocation that was cut short. Of an archive whose folder is not there, nothing can be told. */
    public static void endRelocation(Tracker tracker, FileStore store, DataFolder data)
            throws TrackerFailure, StorageFailure {
        new Relocation(tracker, store, data).recover(tracker);
    }

    /**
     * Makes sure that an archive is not mistaken for one that has lost its files, when only its disk is not mounted.
     *
     * @throws StorageFailure when the folder is empty or missing though files are known
     */
    public static void requireContent(TrackerReader tracker, FileStore store) throws TrackerFailure, StorageFailure {
        if (!tracker.doneAfter(0, 1).isEmpty()) {
            store.requireContent();
        }
    }
}
