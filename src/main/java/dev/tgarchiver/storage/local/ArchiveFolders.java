package dev.tgarchiver.storage.local;

import dev.tgarchiver.storage.FreeSpace;
import dev.tgarchiver.storage.StorageFailure;
import dev.tgarchiver.storage.StorageFailure.Kind;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Creates and finds the folders below the archive's root: durably, and never through a link. Thread-safe. */
final class ArchiveFolders {

    private final Path root;

    /** Folders whose entry in their parent is known to be on the disk. One per channel and month: it stays small. */
    private final Set<Path> durable = ConcurrentHashMap.newKeySet();

    /**
     * The system's file key of the root folder, from its first use on; null before, and on systems without file keys.
     */
    private final AtomicReference<@Nullable Object> known = new AtomicReference<>();

    ArchiveFolders(Path root) {
        this.root = root;
    }

    /** The real path of a folder, which is created if missing. */
    Path make(List<String> names) throws StorageFailure {
        Path realRoot = makeRoot();
        Path folder = realRoot;
        for (String name : names) {
            Path child = folder.resolve(name);
            makeChild(child);
            requirePlainFolder(child);
            syncEntry(child);
            folder = child;
        }
        requireInside(realRoot, folder);
        return folder;
    }

    /** The real path of the folder of an archived file. Fails if that path is unsafe. Creates nothing. */
    Path find(List<String> names) throws StorageFailure {
        Path realRoot = realPath(root);
        Path folder = realRoot;
        for (String name : names) {
            folder = folder.resolve(name);
            requirePlainFolder(folder);
        }
        requireInside(realRoot, folder);
        return folder;
    }

    private Path makeRoot() throws StorageFailure {
        try {
            // Read first: another worker may create the folder and set the key right after this one finds it missing.
            boolean wasThere = known.get() != null;
            // The root itself may be a link, to another disk for example: the user chose it.
            if (!Files.isDirectory(root)) {
                if (wasThere) {
                    throw away();
                }
                Path parent = FreeSpace.nearestExisting(root);
                Files.createDirectories(root);
                for (Path made = root; made != null && !made.equals(parent); made = made.getParent()) {
                    Path above = made.getParent();
                    if (above != null) {
                        Fsync.folder(above);
                    }
                }
            }
        } catch (IOException e) {
            throw StorageFailure.of("create", root, e);
        }
        Path real = realPath(root);
        requireSameDisk(real);
        return real;
    }

    /** When a disk disappears during a run, its mount point remains: another folder, and empty. */
    private void requireSameDisk(Path real) throws StorageFailure {
        try {
            Object now = Files.readAttributes(real, BasicFileAttributes.class).fileKey();
            Object before = known.get();
            if (before != null && !before.equals(now) && isEmpty(real)) {
                throw away();
            }
            known.set(now);
        } catch (IOException e) {
            throw StorageFailure.of("access", root, e);
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (DirectoryStream<Path> content = Files.newDirectoryStream(folder)) {
            return !content.iterator().hasNext();
        }
    }

    private StorageFailure away() {
        return new StorageFailure(
                Kind.MACHINE,
                root,
                "The archive's folder " + root
                        + " disappeared during the run; nothing more was written. Is its disk still "
                        + "mounted? Mount it again, then run the same command once more");
    }

    private static Path realPath(Path path) throws StorageFailure {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            throw StorageFailure.of("access", path, e);
        }
    }

    private static void makeChild(Path folder) throws StorageFailure {
        if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try {
            Files.createDirectory(folder);
        } catch (FileAlreadyExistsException e) {
            // Another worker was faster; the caller checks next what it created.
            return;
        } catch (IOException e) {
            throw StorageFailure.of("create", folder, e);
        }
    }

    private static void requirePlainFolder(Path folder) throws StorageFailure {
        if (Files.isSymbolicLink(folder)) {
            throw new StorageFailure(
                    Kind.UNSAFE_PATH,
                    folder,
                    folder + " is a symbolic link, and files are never written through one; "
                            + "replace it by a folder, or make output_dir itself the link");
        }
        if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS) && !Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            throw new StorageFailure(
                    Kind.UNSAFE_PATH, folder, folder + " is in the way: a folder is needed there; move it elsewhere");
        }
    }

    /** Java does not report Windows' junctions as symbolic links, but the real path shows them. */
    private static void requireInside(Path realRoot, Path folder) throws StorageFailure {
        if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS) && !realPath(folder).startsWith(realRoot)) {
            throw new StorageFailure(
                    Kind.UNSAFE_PATH, folder, folder + " leads out of " + realRoot + "; nothing was written");
        }
    }

    private void syncEntry(Path folder) throws StorageFailure {
        Path parent = folder.getParent();
        if (parent == null || durable.contains(folder)) {
            return;
        }
        try {
            Fsync.folder(parent);
        } catch (IOException e) {
            throw StorageFailure.of("sync", parent, e);
        }
        durable.add(folder);
    }
}
