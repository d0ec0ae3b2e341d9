package dev.tgarchiver.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads the free space of file systems. */
public final class FreeSpace {

    private FreeSpace() {}

    /**
     * Bytes that this user can still write to the file system of a path. A folder that does not exist yet counts as its
     * nearest existing parent.
     */
    public static long usable(Path path) throws StorageFailure {
        try {
            return Files.getFileStore(nearestExisting(path)).getUsableSpace();
        } catch (IOException e) {
            throw StorageFailure.of("determine the free space of", path, e);
        }
    }

    /** Whether two paths are, or would be, on the same file system. */
    public static boolean isShared(Path one, Path other) throws StorageFailure {
        try {
            return Files.getFileStore(nearestExisting(one)).equals(Files.getFileStore(nearestExisting(other)));
        } catch (IOException e) {
            throw StorageFailure.of("determine the free space of", one, e);
        }
    }

    /** The path itself, or the nearest folder above it that exists. */
    public static Path nearestExisting(Path path) {
        Path existing = path.toAbsolutePath();
        while (!Files.exists(existing) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        return existing;
    }
}
