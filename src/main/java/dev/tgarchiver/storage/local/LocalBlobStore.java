package dev.tgarchiver.storage.local;

import dev.tgarchiver.model.RelativePath;
import dev.tgarchiver.storage.BlobMover;
import dev.tgarchiver.storage.BlobReader;
import dev.tgarchiver.storage.BlobStore;
import dev.tgarchiver.storage.DownloadedFile;
import dev.tgarchiver.storage.Leftovers;
import dev.tgarchiver.storage.PathHashSet;
import dev.tgarchiver.storage.StagedFile;
import dev.tgarchiver.storage.StorageFailure;
import dev.tgarchiver.storage.StorageFailure.Kind;
import dev.tgarchiver.storage.Target;
import dev.tgarchiver.storage.naming.FoldedName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Stores files in a folder of a local file system. A path whose folders include a symbolic link is unsafe, and nothing is
 * read or written through it.
 */
public final class LocalBlobStore implements BlobStore {

    private static final int STRIPES = 64;

    private final Path root;
    private final List<Path> own;
    private final ArchiveFolders folders;
    private final BatchedFsync syncs = new BatchedFsync();
    private final NewFileAttributes attributes = new NewFileAttributes();

    /** Guards the temporary name, which workers that publish the same path share. */
    private final Lock[] byTarget =
            IntStream.range(0, STRIPES).mapToObj(i -> new ReentrantLock()).toArray(Lock[]::new);

    /** Held from finding a free name until taking it, so that no other thread takes that name. */
    private final Lock naming = new ReentrantLock();

    /**
     * A store in a folder, which is created when the first file is published.
     *
     * @param root the folder; it may be a symbolic link, but nothing below it may
     */
    public LocalBlobStore(Path root) {
        this(root, List.of());
    }

    /**
     * The same for a folder that may contain files and folders of other uses.
     *
     * @param own files and folders that never count as left over, wherever they are
     */
    public LocalBlobStore(Path root, List<Path> own) {
        this.root = root.toAbsolutePath().normalize();
        this.own = List.copyOf(own);
        this.folders = new ArchiveFolders(this.root);
    }

    /** The store's folder, absolute. */
    public Path root() {
        return root;
    }

    /**
     * {@inheritDoc} An unmounted disk leaves an empty folder, or none. Another disk in its place contains at most hidden
     * files and {@code lost+found}.
     */
    @Override
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

    @Override
    public StagedFile stage(DownloadedFile file, Target target) throws StorageFailure {
        Path source = file.path();
        long expectedSize = file.expectedSize();
        requireSize(source, expectedSize, size(source));
        Lock lock =
                byTarget[Math.floorMod(FoldedName.of(target.path().toString()).hashCode(), STRIPES)];
        lock.lock();
        boolean received = false;
        try {
            Path folder = folders.make(target.path().folders());
            LocalStagedFile staged = new LocalStagedFile(
                    new LocalStagedFile.Place(this, target, folder), naming, lock, syncs, attributes);
            staged.linkOrCopy(source, file.known(), checksum -> requireSize(source, expectedSize, checksum.size()));
            received = true;
            return staged;
        } finally {
            if (!received) {
                lock.unlock();
            }
        }
    }

    @Override
    public BlobReader reader() {
        return new LocalBlobReader(this);
    }

    @Override
    public BlobMover mover() {
        return new FileMover(this);
    }

    @Override
    public boolean isShared(RelativePath one, RelativePath other) {
        try {
            Path first = locate(one);
            return Files.exists(first) && Files.isSameFile(first, locate(other));
        } catch (IOException | StorageFailure e) {
            // An unreadable place is treated as a separate one.
            return false;
        }
    }

    @Override
    public Leftovers leftovers(PathHashSet known) throws StorageFailure {
        return OrphanScan.find(this, known, own).leftovers(root);
    }

    /** {@inheritDoc} Also deletes the folders that are then empty. */
    @Override
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
