package dev.tgarchiver.storage.chunk;

import dev.tgarchiver.storage.StorageFailure;
import dev.tgarchiver.storage.local.FileEntry;
import dev.tgarchiver.storage.local.FileTree;
import dev.tgarchiver.storage.local.Fsync;
import dev.tgarchiver.storage.local.PrivateFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder beside the lanes' folders for one partial file: its bytes, and a {@link ChunkJournal} of its complete
 * chunks. Like a lane, it has a marker file in {@code partials} while it must be kept.
 *
 * @param path the folder, {@code lanes/<sort>-<the file's unique id in hexadecimal>}
 */
record ResumeFolder(Path path) {

    private static final Logger LOG = LoggerFactory.getLogger(ResumeFolder.class);
    private static final String MARKS = "partials";

    /** A longer id would make the file name too long; Telegram's ids have about 20 characters. */
    private static final int LONGEST_ID = 100;

    /** Whether a file can have a folder: its unique id must fit a file name. */
    static boolean isPossible(String uniqueId) {
        return !uniqueId.isEmpty() && uniqueId.length() <= LONGEST_ID;
    }

    /** The folder of a file. It need not exist. */
    static ResumeFolder of(Path lanes, String sort, String uniqueId) {
        return new ResumeFolder(lanes.resolve(sort + hex(uniqueId)));
    }

    /** Creates the folder if missing, and records when the file was last resumed. */
    void start(Instant now) throws IOException, StorageFailure {
        PrivateFiles.folder(path.resolveSibling(""));
        PrivateFiles.folder(path);
        Path marks = PrivateFiles.folder(path.resolve(MARKS));
        Path mark = marks.resolve("file");
        PrivateFiles.file(mark);
        if (Files.notExists(mark)) {
            Files.createFile(mark);
        }
        Files.setLastModifiedTime(mark, FileTime.from(now));
    }

    Path bytes() {
        return path.resolve("bytes");
    }

    Path chunks() {
        return path.resolve("chunks");
    }

    /** Whether both files exist. */
    boolean isStarted() {
        return Files.isRegularFile(chunks()) && Files.isRegularFile(bytes());
    }

    /** Syncs the names of the files. */
    void sync() throws IOException {
        Path lanes = path.resolveSibling("");
        for (Path each : List.of(path.resolve(MARKS), path, lanes, lanes.resolveSibling(""))) {
            Fsync.folder(each);
        }
    }

    /**
     * Removes the folder when the file is in the archive, or never will be. Never throws: the next run removes what
     * remains.
     */
    void remove() {
        try {
            // Remove the marker first: while it exists, the rest is kept.
            List<FileEntry> all = new ArrayList<>(FileTree.all(path.resolve(MARKS)));
            all.addAll(FileTree.all(path));
            for (FileEntry found : all) {
                boolean unused = found.remove();
            }
        } catch (StorageFailure e) {
            LOG.warn("Could not remove {}: {}", path, e.getMessage());
        }
    }

    private static String hex(String uniqueId) {
        return HexFormat.of().formatHex(uniqueId.getBytes(StandardCharsets.UTF_8));
    }
}
