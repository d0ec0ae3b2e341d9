package dev.tgarchiver.storage.local;

import dev.tgarchiver.storage.ArchiveHeld;
import dev.tgarchiver.storage.ArchiveHome;
import dev.tgarchiver.storage.StorageFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Lets only one process at a time work on an archive. The operating system holds the lock and releases it when the
 * process ends, for whatever reason. The file's text only tells other processes who the holder is.
 */
public final class ArchiveLock implements AutoCloseable {

    private final FileChannel channel;

    private ArchiveLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the lock of the archive in a folder, which is created if missing. Does not wait.
     *
     * @param command the command this process runs, which the error message of other processes names
     * @throws ArchiveHeld when another process has it
     */
    public static ArchiveLock take(Path dataDir, String command, Instant now) throws ArchiveHeld, StorageFailure {
        Path file = new ArchiveHome(dataDir).lock();
        FileChannel channel = null;
        try {
            Files.createDirectories(dataDir);
            PrivateFiles.file(file);
            if (Files.isSymbolicLink(file)) {
                throw new StorageFailure(
                        StorageFailure.Kind.UNSAFE_PATH,
                        file,
                        file + " is a link, and its target would be overwritten. Remove it, then run again.");
            }
            channel = FileChannel.open(
                    file,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE,
                    LinkOption.NOFOLLOW_LINKS);
            FileLock lock = lock(channel, false);
            if (lock == null) {
                throw new ArchiveHeld(dataDir, Files.readString(file).strip());
            }
            String holder =
                    "process " + ProcessHandle.current().pid() + " (archiver " + command + ", since " + now + ")\n";
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(holder.getBytes(StandardCharsets.UTF_8)));
            ArchiveLock taken = new ArchiveLock(channel);
            channel = null;
            return taken;
        } catch (IOException e) {
            throw StorageFailure.of("lock", file, e);
        } finally {
            closeQuietly(channel);
        }
    }

    /** Keeps other processes from taking the lock while it is open. Writes nothing. */
    public static final class Truce implements AutoCloseable {

        private final @Nullable FileChannel channel;

        private Truce(@Nullable FileChannel channel) {
            this.channel = channel;
        }

        @Override
        public void close() {
            closeQuietly(channel);
        }
    }

    /**
     * Keeps other processes from taking the lock for a moment, to read what only its holder changes. Where there was
     * never an archive, there is no lock to take. Does not wait, and writes nothing.
     *
     * @throws ArchiveHeld when another process has the lock
     */
    public static Truce truce(Path dataDir) throws ArchiveHeld, StorageFailure {
        Path file = new ArchiveHome(dataDir).lock();
        FileChannel channel = null;
        try {
            channel = FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
            if (lock(channel, true) == null) {
                throw new ArchiveHeld(dataDir, Files.readString(file).strip());
            }
            Truce truce = new Truce(channel);
            channel = null;
            return truce;
        } catch (NoSuchFileException e) {
            return new Truce(null);
        } catch (IOException e) {
            throw StorageFailure.of("lock", file, e);
        } finally {
            closeQuietly(channel);
        }
    }

    private static @Nullable FileLock lock(FileChannel channel, boolean shared) throws IOException {
        try {
            return channel.tryLock(0, Long.MAX_VALUE, shared);
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    /** Releases the lock. */
    @Override
    public void close() {
        try {
            channel.truncate(0);
        } catch (IOException e) {
            // The text only informs other processes, which ignore it when the lock is free.
        }
        closeQuietly(channel);
    }

    private static void closeQuietly(@Nullable FileChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            // The lock ends with the process at the latest.
        }
    }
}
