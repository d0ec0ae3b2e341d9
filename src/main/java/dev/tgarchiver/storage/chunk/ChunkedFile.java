package dev.tgarchiver.storage.chunk;

import dev.tgarchiver.model.Checksum;
import dev.tgarchiver.storage.StorageFailure;
import dev.tgarchiver.storage.StorageFailure.Kind;
import dev.tgarchiver.storage.local.ChecksumReader;
import dev.tgarchiver.storage.local.PrivateFiles;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file that is received in chunks, in any order, until it is complete. It has its own folder beside the lanes'
 * folders, {@code lanes/split-<unique id in hexadecimal>}. The file {@code bytes} has the content. The file
 * {@code chunks} lists the complete chunks, each entered only after it was written, and synced during the download
 * ({@link ChunkJournal}). So after any end of the process, a later one resumes from the complete chunks; after a loss
 * of power, from the synced ones ({@link #keepSynced}). Like a lane, the folder has a marker file in {@code partials}
 * while it must be kept.
 *
 * <p>SHA-256 is computed during the download ({@link ContiguousHash}), so that little is left to read after the last
 * chunk.
 *
 * <p>Methods block on the disk and ignore interrupts: an interrupted writer must not close the file for the others.
 */
public final class ChunkedFile {

    private static final Logger LOG = LoggerFactory.getLogger(ChunkedFile.class);
    static final String SORT = "split-";

    private final ResumeFolder folder;
    private final Path bytes;
    private final ChunkGrid grid;
    private final ChunkJournal journal;
    private final Lock syncing = new ReentrantLock();

    /** Whether the names of the files are synced. Guarded by {@link #syncing}. */
    private boolean foldersSynced;

    private final ContiguousHash hash;

    private ChunkedFile(ResumeFolder folder, ChunkJournal journal) {
        this.folder = folder;
        this.journal = journal;
        grid = journal.grid();
        bytes = folder.bytes();
        hash = new ContiguousHash(bytes, journal);
    }

    /** Whether a file can be chunked: its unique id must fit a file name. */
    public static boolean isPossible(String uniqueId) {
        return ResumeFolder.isPossible(uniqueId);
    }

    /** Whether an earlier download of this chunked file exists. */
    public static boolean isStarted(Path lanes, String uniqueId) {
        return isPossible(uniqueId)
                && Files.isRegularFile(ResumeFolder.of(lanes, SORT, uniqueId).chunks());
    }

    /**
     * Starts a file, or resumes it.
     *
     * @param lanes the folder of the lanes, which is created if missing
     * @param planned the division of a new file; a resumed file keeps its own
     * @param now the time to record as that of the last resume
     */
    public static ChunkedFile open(Path lanes, String uniqueId, ChunkGrid planned, Instant now) throws StorageFailure {
        ResumeFolder folder = ResumeFolder.of(lanes, SORT, uniqueId);
        try {
            folder.start(now);
            Optional<ChunkedFile> before = read(folder, planned);
            return before.isPresent() ? before.get() : start(folder, planned);
        } catch (IOException e) {
            throw StorageFailure.of("open", folder.path(), e);
        }
    }

    /**
     * The bytes of the complete chunks in a folder beside the lanes; 0 if it has no chunked file. Call only while
     * nothing writes there.
     */
    public static long bytesIn(Path path) throws IOException {
        ResumeFolder folder = new ResumeFolder(path);
        if (!path.getFileName().toString().startsWith(SORT) || !folder.isStarted()) {
            return 0;
        }
        Optional<ChunkJournal> journal = ChunkJournal.read(folder.chunks());
        return journal.isEmpty()
                ? 0
                : journal.get().whole().stream()
                        .mapToLong(journal.get().grid()::length)
                        .sum();
    }

    /** The path of the chunked file in a folder. */
    public static Path fileIn(Path folder) {
        return new ResumeFolder(folder).bytes();
    }

    private static ChunkedFile start(ResumeFolder folder, ChunkGrid grid) throws IOException, StorageFailure {
        // Remove the journal first, which describes the bytes.
        Files.deleteIfExists(folder.chunks());
        Files.deleteIfExists(folder.bytes());
        PrivateFiles.file(folder.bytes());
        return new ChunkedFile(folder, ChunkJournal.start(folder.chunks(), grid));
    }

    /** The folder's partial file; empty if it cannot be resumed. */
    private static Optional<ChunkedFile> read(ResumeFolder folder, ChunkGrid planned) throws IOException {
        if (!folder.isStarted()) {
            return Optional.empty();
        }
        Optional<ChunkJournal> journal = ChunkJournal.read(folder.chunks());
        if (journal.isPresent() && journal.get().grid().size() == planned.size()) {
            ChunkGrid grid = journal.get().grid();
            int last = journal.get().whole().length() - 1;
            if (last < 0 || Files.size(folder.bytes()) >= grid.offset(last) + grid.length(last)) {
                return Optional.of(new ChunkedFile(folder, journal.get()));
            }
        }
        LOG.warn("The partial download in {} does not fit its file, so the download restarts", folder.path());
        return Optional.empty();
    }

    /**
     * Reduces every chunked file to its synced chunks. Call after another boot, while no process uses the lanes.
     *
     * @return the folders to keep; the others have no usable content
     */
    public static List<Path> keepSynced(Path lanes) throws IOException, StorageFailure {
        List<Path> kept = new ArrayList<>();
        if (Files.isDirectory(lanes)) {
            try (DirectoryStream<Path> folders = Files.newDirectoryStream(lanes, SORT + "*")) {
                for (Path path : folders) {
                    ResumeFolder folder = new ResumeFolder(path);
                    if (folder.isStarted() && ChunkJournal.keepSynced(folder.chunks())) {
                        kept.add(path);
                    }
                }
            }
        }
        return kept;
    }

    /** The division of the file. */
    public ChunkGrid grid() {
        return grid;
    }

    /** The complete chunks. */
    public BitSet whole() {
        return journal.whole();
    }

    /** The path of the file. */
    public Path path() {
        return bytes;
    }

    /**
     * Adds chunks and records them, so that they survive the end of the process. They survive a loss of power only
     * after {@link #settle}. Thread-safe.
     *
     * @param source a file with the chunks at the same offsets; it may be {@link #path} itself, under this or another
     *     name
     * @throws StorageFailure of kind WRONG_SIZE when the source is too short
     */
    public void take(ChunkRun run, Path source) throws StorageFailure {
        try {
            if (Files.isSameFile(source, bytes)) {
                requireEnd(run);
            } else {
                copy(source, run);
            }
        } catch (IOException e) {
            throw StorageFailure.of("write", bytes, e);
        }
        try {
            journal.enter(run);
        } catch (IOException e) {
            throw StorageFailure.of("write", folder.path(), e);
        }
    }

    /**
     * Syncs and hashes the added chunks, unless another thread already does so. Takes longer than {@link #take}: call
     * it while the next chunks are in flight. Thread-safe.
     */
    public void settle() throws StorageFailure {
        try {
            sync();
        } catch (IOException e) {
            throw StorageFailure.of("write", folder.path(), e);
        }
        hash.advance();
    }

    private void requireEnd(ChunkRun run) throws IOException, StorageFailure {
        long missing = grid.offset(run.first()) + grid.length(run) - Files.size(bytes);
        if (missing > 0) {
            throw tooShort(missing);
        }
    }

    private void copy(Path source, ChunkRun run) throws IOException, StorageFailure {
        byte[] buffer = new byte[ChecksumReader.BUFFER_BYTES];
        try (RandomAccessFile in = new RandomAccessFile(source.toFile(), "r");
                RandomAccessFile out = new RandomAccessFile(bytes.toFile(), "rw")) {
            in.seek(grid.offset(run.first()));
            out.seek(grid.offset(run.first()));
            long left = grid.length(run);
            while (left > 0) {
                int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (read < 0) {
                    throw tooShort(left);
                }
                out.write(buffer, 0, read);
                left -= read;
            }
        }
    }

    private StorageFailure tooShort(long missing) {
        return new StorageFailure(
                Kind.WRONG_SIZE,
                bytes,
                "a part of the file is " + missing + " bytes too short; it has to be downloaded again");
    }

    /**
     * Syncs the written chunks, unless another thread is syncing: that thread then syncs these too, so one sync serves
     * several threads.
     */
    private void sync() throws IOException {
        while (!journal.isSynced() && syncing.tryLock()) {
            try {
                if (!foldersSynced) {
                    folder.sync();
                    foldersSynced = true;
                }
                if (!journal.isSynced()) {
                    journal.sync(bytes);
                }
            } finally {
                syncing.unlock();
            }
        }
    }

    /**
     * The checksum of the complete file. Call once, when every chunk is complete.
     *
     * @throws StorageFailure also when an earlier read has failed
     */
    public Checksum finish() throws StorageFailure {
        return hash.finish();
    }

    /**
     * Removes the file when it is in the archive, or never will be. Never throws: the next run removes what remains.
     */
    public void remove() {
        folder.remove();
    }
}
