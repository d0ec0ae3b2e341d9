package dev.tgarchiver.storage.local;

import dev.tgarchiver.storage.StorageFailure;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lists and removes everything below a folder. Does not follow links. */
public final class FileTree {

    private static final Logger LOG = LoggerFactory.getLogger(FileTree.class);

    private FileTree() {}

    /**
     * The folder itself and all its content, in an order in which it can be removed; empty when the folder does not
     * exist.
     */
    public static List<FileEntry> all(Path folder) throws StorageFailure {
        List<FileEntry> found = new ArrayList<>();
        walk(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                found.add(new FileEntry(file, attributes.isRegularFile() ? attributes.size() : 0));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException cause) throws IOException {
                return continueIfMissing(cause);
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException cause) {
                found.add(new FileEntry(directory, 0));
                return FileVisitResult.CONTINUE;
            }
        });
        return found;
    }

    /** Removes the folder and as much of its content as possible. Never throws. */
    public static void removeQuietly(Path folder) {
        try {
            for (FileEntry found : all(folder)) {
                Files.deleteIfExists(found.path());
            }
        } catch (IOException | StorageFailure e) {
            LOG.warn("{} is left behind: {}", folder, e.getMessage());
        }
    }

    /** Visits a folder, if it exists. */
    public static void walk(Path folder, SimpleFileVisitor<Path> visitor) throws StorageFailure {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try {
            Files.walkFileTree(folder, visitor);
        } catch (IOException e) {
            throw StorageFailure.of("list", folder, e);
        }
    }

    /** Ignores a file that disappeared during the visit. */
    public static FileVisitResult continueIfMissing(IOException cause) throws IOException {
        if (cause instanceof NoSuchFileException) {
            return FileVisitResult.CONTINUE;
        }
        throw cause;
    }
}
