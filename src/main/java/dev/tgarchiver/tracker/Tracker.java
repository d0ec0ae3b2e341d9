package dev.tgarchiver.tracker;

import dev.tgarchiver.tracker.query.Indexing;

/**
 * Writes the tracker: for the only process that archives. Each call is one transaction that is on the disk when it
 * returns; a call that throws has changed nothing. Calls that may change very many rows use several such transactions,
 * none longer than about 100 ms, and pause between them so that other processes get the lock; one that throws, or is
 * killed, has changed whole portions. Thread-safe, for any number of workers.
 *
 * <p>A file is {@code pending} from the moment a post with it is recorded, until it is {@code done}, {@code failed}
 * (all attempts failed), {@code skipped} (not wanted, with the cause) or {@code removed} (was done, is only
 * remembered).
 */
public interface Tracker
        extends TrackerReader,
                ChannelRegistry,
                PostRecorder,
                PostImport,
                FileQueue,
                FileMaintenance,
                ChannelForgetting,
                Reindexing,
                Indexing,
                RunLog {

    /** Moves what is logged beside the tracker's file into it, as far as readers in other processes allow. */
    void checkpoint() throws TrackerFailure;
}
