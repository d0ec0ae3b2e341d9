package dev.tgarchiver.storage.local;

import dev.tgarchiver.model.Checksum;
import dev.tgarchiver.model.RelativePath;
import dev.tgarchiver.model.Stored;
import dev.tgarchiver.storage.StagedFile;
import dev.tgarchiver.storage.StorageFailure;
import dev.tgarchiver.storage.StorageFailure.Kind;
import dev.tgarchiver.storage.Target;
import dev.tgarchiver.storage.naming.AlternativeName;
import dev.tgarchiver.storage.naming.TemporaryName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file that is stored beside its target under a temporary name. If its process is killed, only that name remains, which
 * a cleanup removes.
 */
final class LocalStagedFile implements StagedFile {

    private static final Logger LOG = LoggerFactory.getLogger(LocalStagedFile.class);

    private final Place place;
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

    /** Where the file is to be stored: the target's folder is made. */
    record Place(LocalBlobStore store, Target target, Path folder) {

        RelativePath path() {
            return target.path();
        }
    }

    /** Checks that the bytes are the expected ones. */
    @FunctionalInterface
    interface Inspection {
        void of(Checksum checksum) throws StorageFailure;
    }

    /** {@code targetLock} is held by this thread, and released by {@link #close}. */
    LocalStagedFile(Place place, Lock naming, Lock targetLock, BatchedFsync folders, NewFileAttributes attributes) {
        this.place = place;
        this.folders = folders;
        this.attributes = attributes;
        this.naming = naming;
        this.targetLock = targetLock;
        temporary = place.folder().resolve(TemporaryName.of(place.path().name()));
        second = place.folder().resolve(TemporaryName.second(place.path().name()));
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

    @Override
    public Checksum checksum() {
        return checksum;
    }

    @Override
    public void require(Checksum expected) throws StorageFailure {
        if (!checksum.equals(expected)) {
            throw new StorageFailure(
                    Kind.WRONG_SIZE,
                    temporary,
                    "the download for " + place.path()
                            + " has other bytes than the archived file had; it has to be downloaded again");
        }
    }

    @Override
    public boolean hasSameBytes(RelativePath path) {
        return find(path) != null;
    }

    @Override
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
            Path file = place.store().locate(path);
            boolean regular = Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
            return regular && ChecksumReader.matches(file, checksum) ? file : null;
        } catch (StorageFailure e) {
            LOG.warn("{} is not compared: {}", path, e.getMessage());
            return null;
        }
    }

    @Override
    public Stored keep() throws StorageFailure {
        try {
            finishTemporary();
            String name = takeName();
            folders.sync(place.folder());
            return stored(name);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    @Override
    public Stored replace() throws StorageFailure {
        String name = place.path().name();
        Path path = place.folder().resolve(name);
        naming.lock();
        try {
            if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)
                    && !Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
                throw new StorageFailure(
                        Kind.UNSAFE_PATH, path, path + " is not a file, so it is not replaced; move it elsewhere");
            }
            finishTemporary();
            Files.move(temporary, path, StandardCopyOption.ATOMIC_MOVE);
            folders.sync(place.folder());
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
                    .setTimes(FileTime.from(place.target().modified()), null, null);
        }
        Fsync.file(temporary);
    }

    /** Gives the temporary file its name, or drops it in favour of an equal file that already has the name. */
    private String takeName() throws IOException, StorageFailure {
        naming.lock();
        try {
            for (int number = 1; ; number++) {
                String name = AlternativeName.of(place.path().name(), number);
                Path candidate = place.folder().resolve(name);
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
        return new Stored(place.path().withName(name), checksum.size(), checksum.sha256(), shared);
    }

    private StorageFailure failure(IOException cause) {
        return StorageFailure.of("write", place.path().in(place.store().root()), cause);
    }

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
