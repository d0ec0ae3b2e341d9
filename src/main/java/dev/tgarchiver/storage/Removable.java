package dev.tgarchiver.storage;

/** A file or folder that may be removed. */
public interface Removable {

    /** Its name, for log and user: below the store's root, or a full path. */
    String name();

    /** The size in bytes; 0 for a folder. */
    long size();

    /**
     * Removes the file, or the folder if that is empty. May block on disk or network.
     *
     * @return false when it no longer exists, or is a folder that is not empty
     */
    boolean remove() throws StorageFailure;
}
