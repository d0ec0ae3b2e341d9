package dev.tgarchiver.storage;

import dev.tgarchiver.model.RelativePath;
import java.util.List;

/**
 * Records which files are about to be moved, so that a later run can complete moves that a power cut interrupted.
 * Written before the first file is moved, cleared after the last one. For one process at a time; blocks.
 */
public interface MoveJournal {

    /**
     * A file that is moved.
     *
     * @param id the file's id in the tracker
     */
    record Move(long id, RelativePath from, RelativePath to) {}

    /** The moves of the last write; empty when all of them are done. */
    List<Move> read() throws StorageFailure;

    /** Records the moves that are about to happen. They survive a loss of power when this returns. */
    void write(List<Move> moves) throws StorageFailure;

    /** Removes the record, after all moves are done. */
    void clear() throws StorageFailure;
}
