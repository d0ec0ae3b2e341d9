package dev.tgarchiver.tdlib.lane;

import dev.tgarchiver.model.LaneNames;
import dev.tgarchiver.tdlib.login.SessionKey;
import dev.tgarchiver.telegram.TelegramFailure.Local;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of the lanes: a snapshot of the session, which is as secret as the session itself, and a copy of it for
 * each lane. For use by the process that holds the archive's lock. Only lanes with a partial download outlive a run.
 */
final class LaneFolders {

    private static final Logger LOG = LoggerFactory.getLogger(LaneFolders.class);

    /** The files of the login, which are always copied: the log of TDLib's state and the key of the databases. */
    private static final String LOGIN = "{td*.binlog,key}";

    /** TDLib's databases of chats and posts, which it can request again. */
    private static final String DATABASE = "{db*.sqlite,db*.sqlite-wal}";

    /** Above this size, copying TDLib's database costs more than each lane requesting its chats. */
    static final long MOST_DATABASE_BYTES = 64L << 20;

    /** For copies that have only the login. */
    static final long NO_DATABASE = -1;

    private final Path folder;
    private final long mostDatabaseBytes;

    /** Copies leave out databases larger than {@code mostDatabaseBytes}. */
    LaneFolders(Path folder, long mostDatabaseBytes) {
        this.folder = folder;
        this.mostDatabaseBytes = mostDatabaseBytes;
    }

    /** Removes every lane, with its partial downloads. */
    void remove() throws Local {
        removeStale(lane -> false);
    }

    /** Removes a lane. */
    void remove(int lane) throws Local {
        remove(folder(lane));
    }

    /**
     * Removes everything but the lanes with an unfinished download that was started or resumed at this time or later.
     */
    void removeStale(Instant since) throws Local {
        removeStale(lane -> Partials.isLive(lane, since));
    }

    private void removeStale(Liveness kept) throws Local {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try {
            boolean empty = true;
            for (Path lane : list(folder, "*")) {
                if (!LaneNames.include(lane.getFileName().toString())) {
                    LOG.warn("{} does not belong to the lanes and is not removed; move it elsewhere", lane);
                    empty = false;
                } else if (kept.isLive(lane)) {
                    empty = false;
                } else {
                    remove(lane);
                }
            }
            // A link shows where the user wants the lanes, so it stays.
            if (empty && !Files.isSymbolicLink(folder)) {
                Files.deleteIfExists(folder);
            }
        } catch (IOException e) {
            throw notRemoved(folder, e);
        }
    }

    /** Whether a lane outlives the run. */
    @FunctionalInterface
    private interface Liveness {
        boolean isLive(Path lane) throws IOException;
    }

    private static void remove(Path tree) throws Local {
        try {
            Files.walkFileTree(tree, new Removal());
        } catch (NoSuchFileException e) {
            // It does not exist.
        } catch (IOException e) {
            throw notRemoved(tree, e);
        }
    }

    private static Local notRemoved(Path tree, IOException cause) {
        return new Local("The folder " + tree + " of an earlier run cannot be removed: " + cause
                + ". It contains copies of your login; remove it by hand.");
    }

    /**
     * Makes this closed lane the snapshot for further lanes, instead of the session: it has found chats that the
     * session did not know, and Telegram limits repeated searches for the same chat.
     */
    synchronized void adopt(int lane) throws Local {
        try {
            if (size(list(folder(lane), DATABASE)) <= MOST_DATABASE_BYTES) {
                replaceSnapshot(folder(lane), MOST_DATABASE_BYTES);
            }
        } catch (IOException e) {
            throw notCopied(folder(lane), e);
        }
    }

    /** Copies the session, which must not be open, completely or not at all. Returns the number of copied bytes. */
    synchronized long takeSnapshot(Path session) throws Local {
        try {
            return replaceSnapshot(session, mostDatabaseBytes);
        } catch (IOException e) {
            throw notCopied(session, e);
        }
    }

    private long replaceSnapshot(Path from, long mostBytes) throws Local, IOException {
        Path next = folder.resolve("next-snapshot");
        SessionKey.secureFolder(folder);
        SessionKey.secureFolder(next);
        try {
            List<Path> files = list(from, LOGIN);
            List<Path> database = list(from, DATABASE);
            if (size(database) <= mostBytes) {
                files.addAll(database);
            }
            copy(files, next);
            remove(snapshot());
            Files.move(next, snapshot());
            return size(files);
        } finally {
            remove(next);
        }
    }

    /** A lane's folder, which need not exist. */
    Path folder(int lane) {
        return folder.resolve(Integer.toString(lane));
    }

    /** Whether an earlier run has left a lane with a session in it. */
    boolean isKept(int lane) {
        return Files.exists(folder(lane).resolve("td.binlog"));
    }

    /** Whether there is a snapshot to copy for lanes. */
    synchronized boolean hasSnapshot() {
        return Files.isDirectory(snapshot());
    }

    /** Creates a lane's folder from the snapshot. */
    synchronized Path copy(int lane) throws Local {
        Path copy = folder(lane);
        SessionKey.secureFolder(copy);
        try {
            copy(list(snapshot(), "*"), copy);
            return copy;
        } catch (IOException e) {
            throw notCopied(snapshot(), e);
        }
    }

    /** Creates a lane's folder with the login of the snapshot and none of its databases. */
    synchronized Path copyLogin(int lane) throws Local {
        Path copy = folder(lane);
        SessionKey.secureFolder(copy);
        try {
            copy(list(snapshot(), LOGIN), copy);
            return copy;
        } catch (IOException e) {
            throw notCopied(snapshot(), e);
        }
    }

    private Path snapshot() {
        return folder.resolve("snapshot");
    }

    private Local notCopied(Path from, IOException cause) {
        return new Local("The session in " + from + " cannot be copied to " + folder + ": " + cause
                + ". Free some space there, or set download.lanes to 1.");
    }

    private static List<Path> list(Path from, String names) throws IOException {
        List<Path> files = new ArrayList<>();
        if (Files.isDirectory(from)) {
            try (DirectoryStream<Path> found = Files.newDirectoryStream(from, names)) {
                found.forEach(files::add);
            }
        }
        return files;
    }

    private static long size(List<Path> files) throws IOException {
        long size = 0;
        for (Path file : files) {
            size += Files.size(file);
        }
        return size;
    }

    private static void copy(List<Path> files, Path to) throws IOException {
        for (Path file : files) {
            // No other user can access the folder, so the files' own permissions do not matter.
            Files.copy(file, to.resolve(file.getFileName()));
        }
    }

    private static final class Removal extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException cause) throws IOException {
            if (cause != null) {
                throw cause;
            }
            Files.deleteIfExists(directory);
            return FileVisitResult.CONTINUE;
        }
    }
}
