package dev.tgarchiver.storage;

import dev.tgarchiver.storage.StorageFailure.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The archive's folder. A file appears in it whole, durable and under its final name, or not at all; a file that is there
 * is never overwritten. Thread-safe; all methods but {@link #root} block on the disk.
 */
public final class FileStore {

    private static final Logger LOG = LoggerFactory.getLogger(FileStore.class);
    private static final int STRIPES = 64;

    private final Path root;
    private final ArchiveFolders folders;

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
     * Takes a downloaded file into the archive: checks its size, hashes it, and gives it its place durably. The source
     * stays where it is, and may share its bytes and its modification time with the archived file until it is deleted;
     * it must not be written to any more.
     *
     * <p>A file with the same content at the target is taken for this one. A file with other content stays, and the new
     * one gets the next free name: {@code name (2).ext}.
     *
     * @param expectedSize bytes as announced, 0 when unknown: then any file that is not empty will do
     * @param modified the archived file's modification time
     * @throws StorageFailure when the file could not be taken in; then nothing of it is left in the archive
     */
    public Stored publish(Path source, long expectedSize, RelativePath target, Instant modified) throws StorageFailure {
        requireSize(source, expectedSize, size(source));
        Lock lock = byTarget[Math.floorMod(FoldedName.of(target.toString()).hashCode(), STRIPES)];
        lock.lock();
        try {
            Path folder = folders.make(target.folders());
            return new Publication(source, expectedSize, target, folder, modified).run();
        } finally {
            lock.unlock();
        }
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
            throw StorageFailure.of("reading", source, e);
        }
    }

    private static void requireSize(Path source, long expectedSize, long size) throws StorageFailure {
        if (expectedSize > 0 ? size != expectedSize : size == 0) {
            String announced = expectedSize > 0 ? expectedSize + " were announced" : "some were expected";
            throw new StorageFailure(
                    Kind.WRONG_SIZE,
                    source,
                    "the downloaded file " + source + " has " + size + " bytes where " + announced
                            + "; it has to be downloaded again");
        }
    }

    /** One file on its way into the archive. */
    private final class Publication {
        private final Path source;
        private final long expectedSize;
        private final RelativePath target;
        private final Path folder;
        private final Instant modified;
        private final Path temporary;

        private Publication(Path source, long expectedSize, RelativePath target, Path folder, Instant modified) {
            this.source = source;
            this.expectedSize = expectedSize;
            this.target = target;
            this.folder = folder;
            this.modified = modified;
            this.temporary = folder.resolve(TemporaryName.of(target.name()));
        }

        private Stored run() throws StorageFailure {
            try {
                // A killed run may have left one.
                Files.deleteIfExists(temporary);
                Checksum checksum = IncomingFile.bring(source, temporary);
                requireSize(source, expectedSize, checksum.size());
                Files.getFileAttributeView(temporary, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                        .setTimes(FileTime.from(modified), null, null);
                Durability.syncFile(temporary);
                String name = takeName(checksum);
                Durability.syncFolder(folder);
                return new Stored(target.withName(name), checksum.size(), checksum.sha256());
            } catch (IOException e) {
                throw removing(StorageFailure.of("writing", target.in(root), e));
            } catch (StorageFailure e) {
                throw removing(e);
            }
        }

        /** Gives the temporary file its name, or drops it in favour of an equal file that has the name already. */
        private String takeName(Checksum checksum) throws IOException, StorageFailure {
            naming.lock();
            try {
                for (int number = 1; ; number++) {
                    String name = AlternativeName.of(target.name(), number);
                    Path candidate = folder.resolve(name);
                    if (!Files.exists(candidate, LinkOption.NOFOLLOW_LINKS)) {
                        Files.move(temporary, candidate, StandardCopyOption.ATOMIC_MOVE);
                        return name;
                    }
                    if (Files.isRegularFile(candidate, LinkOption.NOFOLLOW_LINKS) && checksum.matches(candidate)) {
                        return adopt(name);
                    }
                }
            } finally {
                naming.unlock();
            }
        }

        private String adopt(String name) throws IOException {
            Files.delete(temporary);
            // The run that wrote it may have been killed before its own sync.
            Durability.syncFile(folder.resolve(name));
            return name;
        }

        private StorageFailure removing(StorageFailure failure) {
            try {
                Files.deleteIfExists(temporary);
            } catch (IOException e) {
                LOG.warn("Could not remove {}: {}; archiver cleanup will", temporary, e.getMessage());
                failure.addSuppressed(e);
            }
            return failure;
        }
    }
}
