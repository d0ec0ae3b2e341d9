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
 * A folder among those of the lanes for what is here of one file: its bytes, and a {@link ChunkJournal} of which of them are
 * there. As a lane does, it says by a file in {@code partials} that it is to be kept.
 *
 * @param path {@code lanes/<sort>-<the file's unique id in hexadecimal>}
 */
record ResumeFolder(Path path) {

    private static final Logger LOG = LoggerFactory.getLogger(ResumeFolder.class);
    private static final String MARKS = "partials";

    /** Longer ones would make too long a file name; Telegram's have about 20 characters. */
    private static final int LONGEST_ID = 100;

    /** Whether a file can have one: it needs a name of its own. */
    static boolean isPossible(String uniqueId) {
        return !uniqueId.isEmpty() && uniqueId.length() <= LONGEST_ID;
    }

    /** A file's, which need not be there. */
    static ResumeFolder of(Path lanes, String sort, String uniqueId) {
        return new ResumeFolder(lanes.resolve(sort + hex(uniqueId)));
    }

    /** Makes it, if missing, and notes when it was last gone on with. */
    void begin(Instant now) throws IOException, StorageFailure {
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

    /** Whether both files are there. */
    boolean isBegun() {
        return Files.isRegularFile(chunks()) && Files.isRegularFile(bytes());
    }

    /** Has the names of the files on the disk for good. */
    void sync() throws IOException {
        Path lanes = path.resolveSibling("");
        for (Path each : List.of(path.resolve(MARKS), path, lanes, lanes.resolveSibling(""))) {
            Fsync.folder(each);
        }
    }

    /** The file is in the archive, or will never be. Never throws: the next run removes what stays behind. */
    void remove() {
        try {
            // First what says that the rest is to be kept.
            List<FileEntry> all = new ArrayList<>(FileTree.all(path.resolve(MARKS)));
            all.addAll(FileTree.all(path));
            for (FileEntry found : all) {
                boolean unused = found.remove();
            }
        } catch (StorageFailure e) {
            LOG.warn("{} stays behind: {}", path, e.getMessage());
        }
    }

    private static String hex(String uniqueId) {
        return HexFormat.of().formatHex(uniqueId.getBytes(StandardCharsets.UTF_8));
    }
}
