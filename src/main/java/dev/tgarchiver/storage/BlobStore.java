package dev.tgarchiver.storage;

import dev.tgarchiver.model.RelativePath;

/**
 * Where the files of an archive are stored. A file appears in it complete, durable and under its final name, or not at
 * all. An existing file is never overwritten, except by an explicit replacement. Thread-safe; all methods may block on
 * disk or network, unless they say otherwise.
 */
public interface BlobStore {

    /**
     * Stages a downloaded file for its target: takes its bytes over, checks its size and hashes it. The file itself
     * stays in place. It may share its bytes and its modification time with the stored file, so it must no longer be
     * written to.
     *
     * @return the staged file, which this thread must close; until then other threads that want the same target wait
     * @throws StorageFailure when the file cannot be taken over; nothing of it is then left in the store. Of kind
     *     WRONG_SIZE when it is missing, or not as large as announced
     */
    StagedFile stage(DownloadedFile file, Target target) throws StorageFailure;

    /** Looks at stored files, for one thread and one pass over many of them. Does not block. */
    BlobReader reader();

    /** Moves stored files, for one thread, while no other process publishes. Does not block. */
    BlobMover mover();

    /** Whether two paths are names of the same stored bytes. False when that cannot be determined. */
    boolean isShared(RelativePath one, RelativePath other);

    /**
     * Deletes a stored file.
     *
     * @return false when there was no file
     * @throws StorageFailure when it cannot be deleted, or the path is unsafe
     */
    boolean delete(RelativePath path) throws StorageFailure;

    /**
     * Makes sure that a store that is not there, such as a disk that is not mounted, is not mistaken for one that lost
     * its files.
     *
     * @throws StorageFailure when the store is empty or missing
     */
    void requireContent() throws StorageFailure;

    /**
     * Looks through the whole store for what does not belong to the archive. Call only while no other process
     * publishes. Removes nothing.
     *
     * @param known the paths of the archive's files
     */
    Leftovers leftovers(PathHashSet known) throws StorageFailure;
}
