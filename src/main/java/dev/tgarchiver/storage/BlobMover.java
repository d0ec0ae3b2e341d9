package dev.tgarchiver.storage;

import dev.tgarchiver.model.RelativePath;
import dev.tgarchiver.storage.naming.AlternativeName;
import java.util.Set;

/**
 * Moves files to other paths in a store, in steps between which a crash loses nothing: {@link #give}, {@link #sync},
 * and {@link #drop} when the caller has recorded the new path. Between the first and the last one, a file has both names
 * if the store can do that; otherwise it has only the new one. For one thread, while no other process publishes. All
 * methods may block on disk or network.
 */
public interface BlobMover {

    /** Whether anything is at this path. */
    boolean isThere(RelativePath path) throws StorageFailure;

    /** The wanted path or, if that is taken, the same path with the next free name. */
    default RelativePath freePlace(RelativePath wanted, Set<RelativePath> taken) throws StorageFailure {
        for (int number = 1; ; number++) {
            RelativePath candidate = wanted.withName(AlternativeName.of(wanted.name(), number));
            if (!taken.contains(candidate) && !isThere(candidate)) {
                return candidate;
            }
        }
    }

    /**
     * Gives a file another name.
     *
     * @throws StorageFailure also when anything is at the new path, which is never overwritten
     */
    void give(RelativePath from, RelativePath to) throws StorageFailure;

    /** Returns when the given names survive a loss of power. */
    void sync() throws StorageFailure;

    /**
     * Removes the name {@code former} of a file that also has the name {@code now}. Does nothing if they are different
     * files, or the name is already removed.
     */
    void drop(RelativePath former, RelativePath now) throws StorageFailure;
}
