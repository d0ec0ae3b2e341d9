package dev.tgarchiver.storage.local;

import dev.tgarchiver.storage.StorageFailure;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file that lies somewhere and may be removed.
 *
 * @param size bytes; 0 for a folder
 */
public record FileEntry(Path path, long size) {

    /**
     * Removes it; a folder only when it is empty.
     *
     * @return false when it was gone already, or is a folder that is not empty
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
