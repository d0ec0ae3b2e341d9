package dev.tgarchiver.storage;

import dev.tgarchiver.model.Checksum;
import dev.tgarchiver.model.RelativePath;
import dev.tgarchiver.model.Stored;

/**
 * A downloaded file that is not yet part of the archive: its checksum is known, and the store has its bytes. The caller
 * keeps it, replaces another file with it, or drops it. The thread that staged it uses and closes it. Closing removes
 * the bytes unless they were kept or have replaced another file. All methods but {@link #checksum} may block on disk or
 * network.
 */
public interface StagedFile extends AutoCloseable {

    /** The checksum of the bytes. */
    Checksum checksum();

    /**
     * Requires the bytes to have this checksum.
     *
     * @throws StorageFailure of kind WRONG_SIZE when the bytes differ
     */
    void require(Checksum expected) throws StorageFailure;

    /** Whether a file of the archive exists and has the same bytes. Reads all of its bytes. */
    boolean hasSameBytes(RelativePath path);

    /**
     * Makes this file another name of a file of the archive that has the same bytes, so that they are stored once. Both
     * names then have the other file's modification time.
     *
     * @return false, without any change, when there is no such file, its bytes differ, or the store has no second names
     */
    boolean shareWith(RelativePath path) throws StorageFailure;

    /**
     * Stores the file at its target. If a file with the same content is already there, it serves as this one. If a file
     * with other content is there, that file stays and this one gets the next free name: {@code name (2).ext}.
     */
    Stored keep() throws StorageFailure;

    /**
     * Stores the file at the target and atomically replaces any file there: until then the former file stays in place.
     *
     * @throws StorageFailure of kind UNSAFE_PATH when what is there is not a file
     */
    Stored replace() throws StorageFailure;

    /** Drops the file unless it was kept. Idempotent; never throws. */
    @Override
    void close();
}
