package dev.tgarchiver.storage.local;

import dev.tgarchiver.storage.Removable;
import dev.tgarchiver.storage.StorageFailure;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A local file or folder that may be removed.
 *
 * @param size the size in bytes; 0 for a folder
 */
public record FileEntry(Path path, long size) implements Removable {

    @Override
    public String name() {
        return path.toString();
    }

    @Override
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
