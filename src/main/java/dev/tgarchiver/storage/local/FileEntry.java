package dev.tgarchiver.storage.local;

import dev.tgarchiver.storage.StorageFailure;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file or folder that may be removed.
 *
 * @param size the size in bytes; 0 for a folder
 */
public record FileEntry(Path path, long size) {

    /**
     * Removes the file, or the folder if that is empty.
     *
     * @return false when it no longer exists, or is a folder that is not empty
     */
    public boolean remove() throws StorageFailure {
        try {
            return Files.deleteIfExists(path);
        } catch (DirectoryNotEmptyException e) {
            return false;
        } catch (IOException e) {
            throw StorageFailure.of("remove", path, e);
        }
    }
}
