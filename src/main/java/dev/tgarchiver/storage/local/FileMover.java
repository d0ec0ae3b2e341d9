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
 * Gives files of the archive other places below its folder. Between {@link #give} and {@link #drop} a file has both names,
 * where the file system can link; elsewhere it has the new one only. For one thread, while no other process publishes.
 */
public final class FileMover {

    private final FileStore store;
    private final Set<Path> changed = new HashSet<>();

    /** A mover of the files in a store. */
    public FileMover(FileStore store) {
        this.store = store;
    }

    /** Whether a file that wants to be {@code wanted} may well be {@code path}: that, or its second, third … name. */
    public static boolean satisfies(RelativePath path, RelativePath wanted) {
        return path.folders().equals(wanted.folders()) && AlternativeName.isOne(path.name(), wanted.name());
    }

    /** The wanted place or, when that is not free, one with the next free name. */
    public RelativePath freePlace(RelativePath wanted, Set<RelativePath> taken) throws StorageFailure {
        for (int number = 1; ; number++) {
            RelativePath candidate = wanted.withName(AlternativeName.of(wanted.name(), number));
            if (!taken.contains(candidate) && !isThere(candidate)) {
                return candidate;
            }
        }
    }

    /** Whether something is at this place. */
    public boolean isThere(RelativePath path) throws StorageFailure {
        return Files.exists(store.locate(path), LinkOption.NOFOLLOW_LINKS);
    }

    /** Gives a file another name, whose folders are made. */
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

    /** Has the new names on the disk when it returns. */
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

    /** Takes the name {@code former} from a file that is also {@code now}, and removes the folders that are empty then. */
    public void drop(RelativePath former, RelativePath now) throws StorageFailure {
        Path old = store.locate(former);
        try {
            if (Files.exists(old, LinkOption.NOFOLLOW_LINKS) && Files.isSameFile(old, store.locate(now))) {
                Files.delete(old);
            }
            store.removeEmpty(old.getParent());
        } catch (NoSuchFileException e) {
            // What is gone needs no removal.
        } catch (IOException e) {
            throw StorageFailure.of("remove", old, e);
        }
    }
}
