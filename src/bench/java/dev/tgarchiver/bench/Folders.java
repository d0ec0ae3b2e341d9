package dev.tgarchiver.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;

/** Whole folders, copied and removed. */
final class Folders {

    private Folders() {}

    /** Copies a folder with all that is in it; the permissions come along. */
    static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to.toAbsolutePath().getParent());
        try (Stream<Path> paths = Files.walk(from)) {
            for (Path path : paths.toList()) {
                Files.copy(path, to.resolve(from.relativize(path)), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    /**
     * Gives back the space that a folder's files take, and leaves them there, empty. For five minutes ext4 does not use the
     * inode of a deleted file again, and looks at all of them whenever it makes a file: who is measured next would be slowed
     * down. Whoever made the folder around it removes it in the end.
     */
    static void empty(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.filter(Folders::isFile).toList()) {
                Files.newByteChannel(path, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)
                        .close();
            }
        }
    }

    private static boolean isFile(Path path) {
        return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
    }

    /** The bytes of all files in a folder. */
    static long size(Path folder) throws IOException {
        long bytes = 0;
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path file : paths.filter(Files::isRegularFile).toList()) {
                bytes += Files.size(file);
            }
        }
        return bytes;
    }
}
