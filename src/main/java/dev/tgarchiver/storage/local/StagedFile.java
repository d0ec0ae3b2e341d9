package dev.tgarchiver.storage.local;

import dev.tgarchiver.model.Checksum;
import dev.tgarchiver.model.RelativePath;
import dev.tgarchiver.model.Stored;
import dev.tgarchiver.storage.StorageFailure;
import dev.tgarchiver.storage.StorageFailure.Kind;
import dev.tgarchiver.storage.naming.AlternativeName;
import dev.tgarchiver.storage.naming.TemporaryName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A downloaded file that is not yet part of the archive: its checksum is known, and it is stored beside the target
 * under a temporary name. The caller keeps it, replaces another file with it, or drops it. Created by
 * {@link FileStore#receive}; the thread that received it uses and closes it. Closing removes the file unless it was
 * kept or has replaced another file. All methods block on the disk.
 */
public final class StagedFile implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StagedFile.class);

    private final Target target;
    private final Path temporary;

    /** Another temporary name, for what is replaced in one step and for what is only tried out. */
    private final Path second;

    private final Lock naming;
    private final Lock targetLock;
    private final BatchedFsync folders;
    private final NewFileAttributes attributes;
    private Checksum checksum = new Checksum(0, "");
    private boolean shared;
    private boolean closed;

    /** Where the file is to be stored. */
    record Target(FileStore store, RelativePath path, Path folder, Instant modified) {}

    /** Checks that the bytes are the expected ones. */
    @FunctionalInterface
    interface Inspection {
        void of(Checksum checksum) throws StorageFailure;
    }

    /** {@code targetLock} is held by this thread, and released by {@link #close}. */
    StagedFile(Target target, Lock naming, Lock targetLock, BatchedFsync folders, NewFileAttributes attributes) {
        this.target = target;
        this.folders = folders;
        this.attributes = attributes;
        this.naming = naming;
        this.targetLock = targetLock;
        temporary = target.folder().resolve(TemporaryName.of(target.path().name()));
        second = target.folder().resolve(TemporaryName.second(target.path().name()));
    }

    void linkOrCopy(Path source, Optional<Checksum> known, Inspection inspection) throws StorageFailure {
        boolean transferred = false;
        try {
            // A killed run may have left them.
            Files.deleteIfExists(temporary);
            Files.deleteIfExists(second);
            checksum = FileTransfer.linkOrCopy(source, temporary, second, known, attributes);
            inspection.of(checksum);
            transferred = true;
        } catch (IOException e) {
            throw failure(e);
        } finally {
            if (!transferred) {
                removeTemporary();
            }
        }
    }

    /** The checksum of the bytes. */
    public Checksum checksum() {
        return checksum;
    }

    /**
     * Requires the bytes to have this checksum.
     *
     * @throws StorageFailure of kind WRONG_SIZE when the bytes differ
     */
    public void require(Checksum expected) throws StorageFailure {
        if (!checksum.equals(expected)) {
            throw new StorageFailure(
                    Kind.WRONG_SIZE,
                    temporary,
                    "the download for " + target.path()
                            + " has other bytes than the archived file had; it has to be downloaded again");
        }
    }

    /** Whether a file of the archive exists and has the same bytes. Reads all of its bytes. */
    public boolean hasSameBytes(RelativePath path) {
        return find(path) != null;
    }

    /**
     * Makes this file another name of a file of the archive that has the same bytes, so that they are stored once. Both
     * names then have the other file's modification time.
     *
     * @return false, without any change, when there is no such file, its bytes differ, or it cannot be linked
     */
    public boolean shareWith(RelativePath path) throws StorageFailure {
        Path duplicate = find(path);
        if (duplicate == null) {
            return false;
        }
        try {
            Files.deleteIfExists(second);
            if (!FileTransfer.link(duplicate, second)) {
                return false;
            }
            Files.move(second, temporary, StandardCopyOption.ATOMIC_MOVE);
            // A file system leaves both names alone when they are one file already.
            Files.deleteIfExists(second);
            shared = true;
            return true;
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /**
     * The file's path if it has the same bytes; null otherwise. A file that cannot be read must not block a complete
     * one.
     */
    private @Nullable Path find(RelativePath path) {
        try {
            Path file = target.store().locate(path);
            boolean regular = Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
            return regular && ChecksumReader.matches(file, checksum) ? file : null;
        } catch (StorageFailure e) {
            LOG.warn("{} is not compared: {}", path, e.getMessage());
            return null;
        }
    }

    /**
     * Stores the file at its target. If a file with the same content is already there, it serves as this one. If a file
     * with other content is there, that file stays and this one gets the next free name: {@code name (2).ext}.
     */
    public Stored keep() throws StorageFailure {
        try {
            finishTemporary();
            String name = takeName();
            folders.sync(target.folder());
            return stored(name);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /**
     * Stores the file at the target and atomically replaces any file there: until then the former file stays in place.
     */
    public Stored replace() throws StorageFailure {
        String name = target.path().name();
        Path path = target.folder().resolve(name);
        naming.lock();
        try {
            if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)
                    && !Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
                throw new StorageFailure(
                        Kind.UNSAFE_PATH, path, path + " is not a file, so it is not replaced; move it elsewhere");
            }
            finishTemporary();
            Files.move(temporary, path, StandardCopyOption.ATOMIC_MOVE);
            folders.sync(target.folder());
            return stored(name);
        } catch (IOException e) {
            throw failure(e);
        } finally {
            naming.unlock();
        }
    }

    private void finishTemporary() throws IOException {
        if (!shared) {
            Files.getFileAttributeView(temporary, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                    .setTimes(FileTime.from(target.modified()), null, null);
        }
        Fsync.file(temporary);
    }

    /** Gives the temporary file its name, or drops it in favour of an equal file that already has the name. */
    private String takeName() throws IOException, StorageFailure {
        naming.lock();
        try {
            for (int number = 1; ; number++) {
                String name = AlternativeName.of(target.path().name(), number);
                Path candidate = target.folder().resolve(name);
                if (!Files.exists(candidate, LinkOption.NOFOLLOW_LINKS)) {
                    Files.move(temporary, candidate, StandardCopyOption.ATOMIC_MOVE);
                    return name;
                }
                if (Files.isRegularFile(candidate, LinkOption.NOFOLLOW_LINKS)
                        && ChecksumReader.matches(candidate, checksum)) {
                    // The run that wrote it may have been killed before its own sync.
                    Fsync.file(candidate);
                    return name;
                }
            }
        } finally {
            naming.unlock();
        }
    }

    private Stored stored(String name) {
        return new Stored(target.path().withName(name), checksum.size(), checksum.sha256(), shared);
    }

    private StorageFailure failure(IOException cause) {
        return StorageFailure.of("write", target.path().in(target.store().root()), cause);
    }

    /** Drops the file unless it was kept. Idempotent. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            removeTemporary();
            targetLock.unlock();
        }
    }

    private void removeTemporary() {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            LOG.warn("Could not remove {}: {}; archiver cleanup removes it", temporary, e.getMessage());
        }
    }
}
