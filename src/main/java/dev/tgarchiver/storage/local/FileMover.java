package dev.tgarchiver.storage.local;

import dev.tgarchiver.model.RelativePath;
import dev.tgarchiver.storage.StorageFailure;
import dev.tgarchiver.storage.naming.AlternativeName;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.Set;

/**
 * Moves files to other paths in the archive's folder. Between {@link #give} and {@link #drop} a file has both names if
 * the file system supports hard links; otherwise it has only the new one. For one thread, while no other process
 * publishes.
 */
public final class FileMover {

    private final FileStore store;
    private final Set<Path> changed = new HashSet<>();

    /** A mover of the files in a store. */
    public FileMover(FileStore store) {
        this.store = store;
    }

    /**
     * Whether {@code path} is an acceptable name for a file that should be {@code wanted}: that name, or its second,
     * third … alternative.
     */
    public static boolean satisfies(RelativePath path, RelativePath wanted) {
        return path.folders().equals(wanted.folders()) && AlternativeName.isOne(path.name(), wanted.name());
    }

    /** The wanted path or, if that is taken, the same path with the next free name. */
    public RelativePath freePlace(RelativePath wanted, Set<RelativePath> taken) throws StorageFailure {
        for (int number = 1; ; number++) {
            RelativePath candidate = wanted.withName(AlternativeName.of(wanted.name(), number));
            if (!taken.contains(candidate) && !isThere(candidate)) {
                return candidate;
            }
        }
    }

    /** Whether anything exists at this path. */
    public boolean isThere(RelativePath path) throws StorageFailure {
        return Files.exists(store.locate(path), LinkOption.NOFOLLOW_LINKS);
    }

    /** Gives a file another name, and creates the folders of that name. */
    public void give(RelativePath from, RelativePath to) throws StorageFailure {
        Path source = store.locate(from);
        Path target = store.makeFolder(to).resolve(to.name());
        try {
            if (!FileTransfer.link(source, target)) {
                if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
                    throw new FileAlreadyExistsException(target.toString());
                }
                Files.move(source, target, StandardCopyOption.ATOMIC_MOVE);
            }
            changed.add(target.getParent());
        } catch (IOException e) {
            throw StorageFailure.of("move a file to", target, e);
        }
    }

    /** Returns when the new names are on the disk. */
    public void sync() throws StorageFailure {
        for (Path folder : changed) {
            try {
                Fsync.folder(folder);
            } catch (IOException e) {
                throw StorageFailure.of("sync", folder, e);
            }
        }
        changed.clear();
    }

    /**
     * Removes the name {@code former} of a file that also has the name {@code now}, and the folders that are then
     * empty.
     */
    public void drop(RelativePath former, RelativePath now) throws StorageFailure {
        Path old = store.locate(former);
        try {
            if (Files.exists(old, LinkOption.NOFOLLOW_LINKS) && Files.isSameFile(old, store.locate(now))) {
                Files.delete(old);
            }
            store.removeEmpty(old.getParent());
        } catch (NoSuchFileException e) {
            // It is already removed.
        } catch (IOException e) {
            throw StorageFailure.of("remove", old, e);
        }
    }
}
