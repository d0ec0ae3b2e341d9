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
 * The archive's folder. A file appears in it whole, durable and under its final name, or not at all; a file that is there
 * is never overwritten, unless it is to be replaced. Thread-safe; all methods but {@link #root} block on the disk.
 */
public final class FileStore {

    private static final int STRIPES = 64;

    private final Path root;
    private final ArchiveFolders folders;
    private final BatchedFsync syncs = new BatchedFsync();
    private final NewFileAttributes attributes = new NewFileAttributes();

    /** Two workers that publish the same path one after the other share a temporary name. */
    private final Lock[] byTarget =
            IntStream.range(0, STRIPES).mapToObj(i -> new ReentrantLock()).toArray(Lock[]::new);

    /** Between finding a name free and taking it, nobody else may take one. */
    private final Lock naming = new ReentrantLock();

    /**
     * An archive in a folder, which is made when the first file is published.
     *
     * @param root may itself be a symbolic link; nothing below it may
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
     * Makes sure that an archive that has files is not mistaken for one that lost them: a disk that is not mounted leaves an
     * empty folder, or none, and another disk in its place has at most what file systems and people mark it with.
     *
     * @throws StorageFailure when the folder is empty or missing
     */
    public void requireContent() throws StorageFailure {
        try (Stream<Path> content = Files.list(root)) {
            if (content.anyMatch(entry -> !isMark(entry))) {
                return;
            }
        } catch (NoSuchFileException e) {
            // As an empty one.
        } catch (IOException | UncheckedIOException e) {
            throw StorageFailure.of("look at", root, e instanceof IOException io ? io : new IOException(e));
        }
        throw new StorageFailure(
                Kind.IO,
                root,
                "The archive's folder " + root + " is empty or missing, but there should be files in it. Nothing was "
                        + "changed. Is its disk mounted? If the files are gone for good: archiver cleanup --force");
    }

    /** What no archived file is called: a hidden name, and the folder of recovered files that some file systems have. */
    private static boolean isMark(Path entry) {
        String name = entry.getFileName().toString();
        return name.startsWith(".") || name.equals("lost+found");
    }

    /**
     * Where a file of the archive is, or would be.
     *
     * @throws StorageFailure of kind UNSAFE_PATH when the way there goes through a symbolic link
     */
    public Path locate(RelativePath path) throws StorageFailure {
        if (!Files.isDirectory(root)) {
            return path.in(root);
        }
        return folders.find(path.folders()).resolve(path.name());
    }

    /**
     * Takes a downloaded file into the archive: {@link #receive} and {@link StagedFile#keep} in one.
     *
     * @param expectedSize bytes as announced, 0 when none or unknown: then any file will do
     * @param modified the archived file's modification time
     * @throws StorageFailure when the file could not be taken in; then nothing of it is left in the archive
     */
    public Stored publish(Path source, long expectedSize, RelativePath target, Instant modified) throws StorageFailure {
        try (StagedFile staged = receive(source, expectedSize, target, modified)) {
            return staged.keep();
        }
    }

    /**
     * Brings a downloaded file beside its target under a temporary name, checks its size and hashes it. The source stays
     * where it is, and may share its bytes and its modification time with the archived file until it is deleted; it must
     * not be written to any more.
     *
     * @param expectedSize bytes as announced, 0 when none or unknown: then any file will do
     * @param modified the archived file's modification time
     * @return what is to be closed by this thread; until then others who want the same target wait
     * @throws StorageFailure when the file could not be brought; then nothing of it is left in the archive
     */
    public StagedFile receive(Path source, long expectedSize, RelativePath target, Instant modified)
            throws StorageFailure {
        return receive(source, Optional.empty(), expectedSize, target, modified);
    }

    /**
     * The same; the bytes are not read again when {@code known} tells what they are and the file system can link.
     */
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
     * Deletes a file of the archive, and the folders that are empty then.
     *
     * @return false when there was no file
     * @throws StorageFailure when it cannot be deleted, or the way there goes through a symbolic link
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

    /** Removes a folder of the archive, and those above it, as far as they are empty; not the archive's own. */
    void removeEmpty(@Nullable Path folder) throws IOException {
        Path top = root.toRealPath();
        Path each = folder;
        try {
            while (each != null && each.startsWith(top) && !each.equals(top)) {
                Files.deleteIfExists(each);
                each = each.getParent();
            }
        } catch (DirectoryNotEmptyException e) {
            // Something else is in it.
        }
    }

    /** The real folder of a place in the archive, which is made if it is not there. */
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
