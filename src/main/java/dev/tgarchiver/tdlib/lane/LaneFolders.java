package dev.tgarchiver.tdlib.lane;

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
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of the lanes: a snapshot of the session, which is as secret as the session itself, and for each lane a copy
 * of it. Belongs to whoever holds the archive's lock. Only lanes with the beginning of a file in them outlive a run.
 */
final class LaneFolders {

    private static final Logger LOG = LoggerFactory.getLogger(LaneFolders.class);

    /** What makes a login, and is always copied: the log of TDLib's state and the key of the databases. */
    private static final String LOGIN = "{td*.binlog,key}";

    /** What TDLib knows of chats and posts, and can ask for again. */
    private static final String DATABASE = "{db*.sqlite,db*.sqlite-wal}";

    /** What lies in the folder; anything else is somebody's and stays. */
    private static final Pattern LANE = Pattern.compile("\\d{1,9}|(next-)?snapshot|(split|checkpoint)-[0-9a-f]+");

    /** Beyond this, copying TDLib's database costs more than having each lane ask for its chats. */
    static final long MOST_DATABASE_BYTES = 64L << 20;

    /** For copies that know nothing but the login. */
    static final long NO_DATABASE = -1;

    private final Path folder;
    private final long mostDatabaseBytes;

    /** Databases beyond {@code mostDatabaseBytes} are left out of the copies. */
    LaneFolders(Path folder, long mostDatabaseBytes) {
        this.folder = folder;
        this.mostDatabaseBytes = mostDatabaseBytes;
    }

    /** Removes every lane, whatever was begun there. */
    void remove() throws Local {
        removeStale(lane -> false);
    }

    /** Removes a lane. */
    void remove(int lane) throws Local {
        remove(folder(lane));
    }

    /** Removes everything but the lanes that began a download at this time or later, which is not done yet. */
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
                if (!LANE.matcher(lane.getFileName().toString()).matches()) {
                    LOG.warn("{} is not one of the lanes and left alone; move it elsewhere", lane);
                    empty = false;
                } else if (kept.isLive(lane)) {
                    empty = false;
                } else {
                    remove(lane);
                }
            }
            // A link leads to where its owner wants the lanes.
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
            // Nothing is there.
        } catch (IOException e) {
            throw notRemoved(tree, e);
        }
    }

    private static Local notRemoved(Path tree, IOException cause) {
        return new Local("The folder " + tree + " of an earlier run cannot be removed: " + cause
                + ". It holds copies of your login; remove it by hand.");
    }

    /**
     * Makes further lanes of this one, which is closed, instead of the session: it has found chats that the session did not
     * know, and Telegram is strict with those who look for the same one again and again.
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

    /** Copies the session, which nobody may have open, wholly or not at all. Returns how many bytes that were. */
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

    /** A lane's folder, which need not be there. */
    Path folder(int lane) {
        return folder.resolve(Integer.toString(lane));
    }

    /** Whether an earlier run has left a lane with a session in it. */
    boolean isKept(int lane) {
        return Files.exists(folder(lane).resolve("td.binlog"));
    }

    /** Whether there is a snapshot to make lanes of. */
    synchronized boolean hasSnapshot() {
        return Files.isDirectory(snapshot());
    }

    /** Makes a lane's folder of the snapshot. */
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
            // Nobody else can enter the folder, so the files' own permissions do not matter.
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
