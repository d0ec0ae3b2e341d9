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
 * A downloaded file on its way into the archive: its bytes are known and lie beside the target under a temporary name; what
 * becomes of them is still open. Made by {@link FileStore#receive}, used and closed by the thread that received it; what
 * was neither kept nor put in place of another file by then is gone without trace. All methods block on the disk.
 */
public final class StagedFile implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StagedFile.class);

    private final Target target;
    private final Path temporary;
    private final Lock naming;
    private final Lock targetLock;
    private final BatchedFsync folders;
    private final NewFileAttributes attributes;
    private Checksum checksum = new Checksum(0, "");
    private boolean shared;
    private boolean closed;

    /** Where it wants to go. */
    record Target(FileStore store, RelativePath path, Path folder, Instant modified) {}

    /** Says whether the bytes are those that were expected. */
    @FunctionalInterface
    interface Inspection {
        void of(Checksum checksum) throws StorageFailure;
    }

    /** {@code targetLock} is held by this thread, and let go when this is closed. */
    StagedFile(Target target, Lock naming, Lock targetLock, BatchedFsync folders, NewFileAttributes attributes) {
        this.target = target;
        this.folders = folders;
        this.attributes = attributes;
        this.naming = naming;
        this.targetLock = targetLock;
        temporary = target.folder().resolve(TemporaryName.of(target.path().name()));
    }

    void linkOrCopy(Path source, Optional<Checksum> known, Inspection inspection) throws StorageFailure {
        boolean brought = false;
        try {
            // A killed run may have left one.
            Files.deleteIfExists(temporary);
            checksum = FileTransfer.linkOrCopy(source, temporary, known, attributes);
            inspection.of(checksum);
            brought = true;
        } catch (IOException e) {
            throw failure(e);
        } finally {
            if (!brought) {
                removeTemporary();
            }
        }
    }

    /** What the bytes are. */
    public Checksum checksum() {
        return checksum;
    }

    /**
     * Makes sure that the bytes are those.
     *
     * @throws StorageFailure of kind WRONG_SIZE when they are others
     */
    public void require(Checksum expected) throws StorageFailure {
        if (!checksum.equals(expected)) {
            throw new StorageFailure(
                    Kind.WRONG_SIZE,
                    temporary,
                    "what came for " + target.path()
                            + " has other bytes than the file had when it was archived; it has to "
                            + "be downloaded again");
        }
    }

    /** Whether a file of the archive is there and holds the same bytes, every one of which is read. */
    public boolean isTwin(RelativePath path) {
        return find(path) != null;
    }

    /**
     * Makes this file another name of a file of the archive that holds the same bytes, so that they are stored once. The
     * two have one modification time from then on: the other file's.
     *
     * @return false, and nothing is changed, when there is no such file, its bytes are others, or it cannot be linked
     */
    public boolean shareWith(RelativePath path) throws StorageFailure {
        Path twin = find(path);
        if (twin == null) {
            return false;
        }
        Path link = target.folder().resolve(TemporaryName.of(target.path().name() + "~link"));
        try {
            Files.deleteIfExists(link);
            if (!FileTransfer.link(twin, link)) {
                return false;
            }
            Files.move(link, temporary, StandardCopyOption.ATOMIC_MOVE);
            // A file system leaves both names alone when they are one file already.
            Files.deleteIfExists(link);
            shared = true;
            return true;
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** A twin that cannot be read is none: it must not stand in the way of a file that is whole. */
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
     * Gives the file its place. A file with the same content at the target is taken for this one. A file with other content
     * stays, and this one gets the next free name: {@code name (2).ext}.
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
     * Puts the file at the target, in place of whatever file is there: until this has happened, which it does at one
     * moment, the former file is there.
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

    /** Gives the temporary file its name, or drops it in favour of an equal file that has the name already. */
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

    /** Drops what was not kept. May be called again. */
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
            LOG.warn("Could not remove {}: {}; archiver cleanup will", temporary, e.getMessage());
        }
    }
}
