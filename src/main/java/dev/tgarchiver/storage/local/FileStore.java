package dev.tgarchiver.storage.local;

import dev.tgarchiver.model.Checksum;
import dev.tgarchiver.model.RelativePath;
import dev.tgarchiver.model.Stored;
import dev.tgarchiver.storage.StorageFailure;
import dev.tgarchiver.storage.StorageFailure.Kind;
import dev.tgarchiver.storage.naming.FoldedName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The archive's folder. A file appears in it complete, durable and under its final name, or not at all. An existing
 * file is never overwritten, except by an explicit replacement. Thread-safe; all methods but {@link #root} block on the
 * disk.
 */
public final class FileStore {

    private static final int STRIPES = 64;

    private final Path root;
    private final ArchiveFolders folders;
    private final BatchedFsync syncs = new BatchedFsync();
    private final NewFileAttributes attributes = new NewFileAttributes();

    /** Guards the temporary name, which workers that publish the same path share. */
    private final Lock[] byTarget =
            IntStream.range(0, STRIPES).mapToObj(i -> new ReentrantLock()).toArray(Lock[]::new);

    /** Held from finding a free name until taking it, so that no other thread takes that name. */
    private final Lock naming = new ReentrantLock();

    /**
     * An archive in a folder, which is created when the first file is published.
     *
     * @param root the folder; it may be a symbolic link, but nothing below it may
     */
    public FileStore(Path root) {
        this.root = root.toAbsolutePath().normalize();
        this.folders = new ArchiveFolders(this.root);
    }

    /** The archive's folder, absolute. */
    public Path root() {
        return root;
    }

    /**
     * Makes sure that an archive whose disk is not mounted is not mistaken for one that lost its files. An unmounted
     * disk leaves an empty folder, or none. Another disk in its place contains at most hidden files and
     * {@code lost+found}.
     *
     * @throws StorageFailure when the folder is empty or missing
     */
    public void requireContent() throws StorageFailure {
        try (Stream<Path> content = Files.list(root)) {
            if (content.anyMatch(entry -> !isMark(entry))) {
                return;
            }
        } catch (NoSuchFileException e) {
            // Treated like an empty folder.
        } catch (IOException | UncheckedIOException e) {
            throw StorageFailure.of("access", root, e instanceof IOException io ? io : new IOException(e));
        }
        throw new StorageFailure(
                Kind.IO,
                root,
                "The archive's folder " + root + " is empty or missing, but there should be files in it. Nothing was "
                        + "changed. Is its disk mounted? If the files are lost: archiver cleanup --force");
    }

    /**
     * Whether an entry's name is one that archived files never have: a hidden name, or the folder of recovered files
     * that some file systems have.
     */
    private static boolean isMark(Path entry) {
        String name = entry.getFileName().toString();
        return name.startsWith(".") || name.equals("lost+found");
    }

    /**
     * The path of a file of the archive, whether or not it exists.
     *
     * @throws StorageFailure of kind UNSAFE_PATH when the path leads through a symbolic link
     */
    public Path locate(RelativePath path) throws StorageFailure {
        if (!Files.isDirectory(root)) {
            return path.in(root);
        }
        return folders.find(path.folders()).resolve(path.name());
    }

    /**
     * Takes a downloaded file into the archive: {@link #receive} and {@link StagedFile#keep} in one call.
     *
     * @param expectedSize the announced size in bytes; 0 when unknown, which accepts any size
     * @param modified the archived file's modification time
     * @throws StorageFailure when the file cannot be stored; nothing of it is then left in the archive
     */
    public Stored publish(Path source, long expectedSize, RelativePath target, Instant modified) throws StorageFailure {
        try (StagedFile staged = receive(source, expectedSize, target, modified)) {
            return staged.keep();
        }
    }

    /**
     * Links or copies a downloaded file to a temporary name beside its target, checks its size and hashes it. The
     * source stays in place. It may share its bytes and its modification time with the archived file, so it must no
     * longer be written to.
     *
     * @param expectedSize the announced size in bytes; 0 when unknown, which accepts any size
     * @param modified the archived file's modification time
     * @return the staged file, which this thread must close; until then other threads that want the same target wait
     * @throws StorageFailure when the file cannot be linked or copied; nothing of it is then left in the archive
     */
    public StagedFile receive(Path source, long expectedSize, RelativePath target, Instant modified)
            throws StorageFailure {
        return receive(source, Optional.empty(), expectedSize, target, modified);
    }

    /** The same; if {@code known} has the checksum and the file system can link, the bytes are not read again. */
    public StagedFile receive(
            Path source, Optional<Checksum> known, long expectedSize, RelativePath target, Instant modified)
            throws StorageFailure {
        requireSize(source, expectedSize, size(source));
        Lock lock = byTarget[Math.floorMod(FoldedName.of(target.toString()).hashCode(), STRIPES)];
        lock.lock();
        boolean received = false;
        try {
            Path folder = folders.make(target.folders());
            StagedFile staged = new StagedFile(
                    new StagedFile.Target(this, target, folder, modified), naming, lock, syncs, attributes);
            staged.linkOrCopy(source, known, checksum -> requireSize(source, expectedSize, checksum.size()));
            received = true;
            return staged;
        } finally {
            if (!received) {
                lock.unlock();
            }
        }
    }

    /**
     * Deletes a file of the archive, and the folders that are then empty.
     *
     * @return false when there was no file
     * @throws StorageFailure when it cannot be deleted, or the path leads through a symbolic link
     */
    public boolean delete(RelativePath path) throws StorageFailure {
        Path file = locate(path);
        try {
            boolean deleted = Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && Files.deleteIfExists(file);
            removeEmpty(file.getParent());
            return deleted;
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw StorageFailure.of("delete", file, e);
        }
    }

    /** Removes a folder of the archive and its parents while they are empty, except the archive's own folder. */
    void removeEmpty(@Nullable Path folder) throws IOException {
        Path top = root.toRealPath();
        Path each = folder;
        try {
            while (each != null && each.startsWith(top) && !each.equals(top)) {
                Files.deleteIfExists(each);
                each = each.getParent();
            }
        } catch (DirectoryNotEmptyException e) {
            // The folder is not empty.
        }
    }

    /** The real folder of a path in the archive, which is created if missing. */
    Path makeFolder(RelativePath path) throws StorageFailure {
        return folders.make(path.folders());
    }

    private static long size(Path source) throws StorageFailure {
        if (!Files.isRegularFile(source, LinkOption.NOFOLLOW_LINKS)) {
            throw new StorageFailure(
                    Kind.WRONG_SIZE,
                    source,
                    "the downloaded file " + source + " is gone; it has to be downloaded again");
        }
        try {
            return Files.size(source);
        } catch (IOException e) {
            throw StorageFailure.of("read", source, e);
        }
    }

    private static void requireSize(Path source, long expectedSize, long size) throws StorageFailure {
        if (expectedSize > 0 && size != expectedSize) {
            throw new StorageFailure(
                    Kind.WRONG_SIZE,
                    source,
                    "the downloaded file " + source + " has " + size + " bytes where " + expectedSize
                            + " were announced; it has to be downloaded again");
        }
    }
}
