package dev.tgarchiver.storage.local;

import dev.tgarchiver.model.RelativePath;
import dev.tgarchiver.storage.BlobMover;
import dev.tgarchiver.storage.StorageFailure;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.Set;

/** Moves files by hard links, or by renames where the file system has no links. */
final class FileMover implements BlobMover {

    private final LocalBlobStore store;
    private final Set<Path> changed = new HashSet<>();

    FileMover(LocalBlobStore store) {
        this.store = store;
    }

    @Override
    public boolean isThere(RelativePath path) throws StorageFailure {
        return Files.exists(store.locate(path), LinkOption.NOFOLLOW_LINKS);
    }

    /** {@inheritDoc} Creates the folders of that name. */
    @Override
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

    @Override
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

    /** {@inheritDoc} Also removes the folders that are then empty. */
    @Override
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
