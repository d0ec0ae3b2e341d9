package dev.tgarchiver.storage.local;

import dev.tgarchiver.storage.StorageFailure;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Creates folders and files that show what the user archives: only the user may read them, whatever the umask is. On
 * file systems without POSIX permissions they are only created.
 */
public final class PrivateFiles {

    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

    private PrivateFiles() {}

    /** Creates a folder with its parents, or denies others access to an existing one. */
    public static Path folder(Path folder) throws StorageFailure {
        try {
            Path parent = folder.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            if (!posix(folder.toAbsolutePath())) {
                return Files.createDirectories(folder);
            }
            if (Files.notExists(folder)) {
                return Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(FOLDER));
            }
            restrict(folder, FOLDER);
            return folder;
        } catch (IOException e) {
            throw StorageFailure.of("create", folder, e);
        }
    }

    /** Creates an empty file, or denies others access to an existing one. Does not change the target of a link. */
    public static void file(Path file) throws StorageFailure {
        try {
            if (!posix(file.toAbsolutePath())) {
                return;
            }
            try {
                Files.createFile(file, PosixFilePermissions.asFileAttribute(FILE));
            } catch (FileAlreadyExistsException e) {
                if (!Files.isSymbolicLink(file)) {
                    restrict(file, FILE);
                }
            }
        } catch (IOException e) {
            throw StorageFailure.of("create", file, e);
        }
    }

    private static void restrict(Path path, Set<PosixFilePermission> permissions) throws IOException {
        if (!Files.getPosixFilePermissions(path).equals(permissions)) {
            Files.setPosixFilePermissions(path, permissions);
        }
    }

    private static boolean posix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
