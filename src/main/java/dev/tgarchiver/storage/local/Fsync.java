package dev.tgarchiver.storage.local;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes written data survive a loss of power. An interrupt takes effect only afterwards: it would close the channel,
 * and a complete file would look like a disk error.
 */
public final class Fsync {

    private static final Logger LOG = LoggerFactory.getLogger(Fsync.class);
    private static final boolean WINDOWS =
            System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");

    private Fsync() {}

    /** Returns when a file's content and attributes are on the disk. */
    public static void file(Path file) throws IOException {
        // Windows flushes only files that are open for writing; on other systems a file may be read-only.
        StandardOpenOption access = WINDOWS ? StandardOpenOption.WRITE : StandardOpenOption.READ;
        uninterrupted(() -> {
            try (FileChannel channel = FileChannel.open(file, access, LinkOption.NOFOLLOW_LINKS)) {
                channel.force(true);
            }
        });
    }

    /** Returns when a folder's entries are on the disk. Returns at once on Windows, which syncs folders itself. */
    public static void folder(Path folder) throws IOException {
        if (WINDOWS) {
            return;
        }
        uninterrupted(() -> {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                force(channel, folder);
            }
        });
    }

    /** An action that can be repeated. */
    @FunctionalInterface
    private interface Sync {
        void run() throws IOException;
    }

    private static void uninterrupted(Sync sync) throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            while (true) {
                try {
                    sync.run();
                    return;
                } catch (ClosedByInterruptException e) {
                    interrupted |= Thread.interrupted();
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void force(FileChannel channel, Path folder) throws IOException {
        try {
            channel.force(true);
        } catch (IOException e) {
            String reason = String.valueOf(e.getMessage());
            // Some network and FUSE file systems do not support fsync of folders; a real input/output error is passed
            // on.
            if (!reason.contains("Invalid argument") && !reason.contains("not supported")) {
                throw e;
            }
            LOG.debug("The file system of {} cannot sync folders: {}", folder, reason);
        }
    }
}
