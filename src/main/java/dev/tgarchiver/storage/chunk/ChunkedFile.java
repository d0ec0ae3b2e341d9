package dev.tgarchiver.storage.chunk;

import dev.tgarchiver.model.Checksum;
import dev.tgarchiver.storage.StorageFailure;
import dev.tgarchiver.storage.StorageFailure.Kind;
import dev.tgarchiver.storage.local.ChecksumAccumulator;
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
 * A file that comes in chunks, in any order, until it is whole. Lies in a folder of its own among those of the lanes,
 * {@code lanes/split-<unique id in hexadecimal>}: the bytes in {@code bytes}, and in {@code chunks} which of them are there,
 * entered only after they were written, and synced as they come ({@link ChunkJournal}). So whatever the process comes to, a
 * later one resumes with the whole chunks; after a loss of power, with those that were synced ({@link #keepSynced}). As a lane
 * does, it says by a file in {@code partials} that it is to be kept.
 *
 * <p>SHA-256 goes along with the chunks from the file's beginning, so nothing is left to be read when the last one is here.
 *
 * <p>Methods block on the disk, but not on interrupts: an interrupted writer must not close the file to the others.
 */
public final class ChunkedFile {

    private static final Logger LOG = LoggerFactory.getLogger(ChunkedFile.class);
    static final String SORT = "split-";

    private final ResumeFolder folder;
    private final Path bytes;
    private final ChunkGrid grid;
    private final ChunkJournal journal;
    private final Lock syncing = new ReentrantLock();

    /** Whether the names of the files are on the disk for good. Guarded by {@link #syncing}. */
    private boolean foldersSynced;

    private final Lock hashing = new ReentrantLock();
    private final ChecksumAccumulator accumulator = new ChecksumAccumulator();

    /** The chunk that is hashed next. Changed under {@link #hashing} only. */
    private volatile int hashed;

    private ChunkedFile(ResumeFolder folder, ChunkJournal journal) {
        this.folder = folder;
        this.journal = journal;
        grid = journal.grid();
        bytes = folder.bytes();
    }

    /** Whether a file can be gathered: it needs a name of its own. */
    public static boolean isPossible(String uniqueId) {
        return ResumeFolder.isPossible(uniqueId);
    }

    /** Whether some of a file was gathered before. */
    public static boolean isBegun(Path lanes, String uniqueId) {
        return isPossible(uniqueId)
                && Files.isRegularFile(ResumeFolder.of(lanes, SORT, uniqueId).chunks());
    }

    /**
     * Begins with a file, or goes on with it.
     *
     * @param lanes the folder of the lanes, which is made if missing
     * @param planned how the file is to be divided, unless it was begun otherwise
     * @param now what is noted as the time at which it was last gone on with
     */
    public static ChunkedFile open(Path lanes, String uniqueId, ChunkGrid planned, Instant now) throws StorageFailure {
        ResumeFolder folder = ResumeFolder.of(lanes, SORT, uniqueId);
        try {
            folder.begin(now);
            Optional<ChunkedFile> before = read(folder, planned);
            return before.isPresent() ? before.get() : begin(folder, planned);
        } catch (IOException e) {
            throw StorageFailure.of("open", folder.path(), e);
        }
    }

    /** The bytes of the complete chunks in a folder of the lanes; 0 if no file is gathered there. Nobody is to write there. */
    public static long bytesIn(Path path) throws IOException {
        ResumeFolder folder = new ResumeFolder(path);
        if (!path.getFileName().toString().startsWith(SORT) || !folder.isBegun()) {
            return 0;
        }
        Optional<ChunkJournal> journal = ChunkJournal.read(folder.chunks());
        return journal.isEmpty()
                ? 0
                : journal.get().whole().stream()
                        .mapToLong(journal.get().grid()::length)
                        .sum();
    }

    /** Where the file is that is gathered in a folder. */
    public static Path fileIn(Path folder) {
        return new ResumeFolder(folder).bytes();
    }

    private static ChunkedFile begin(ResumeFolder folder, ChunkGrid grid) throws IOException, StorageFailure {
        // First what says what is there.
        Files.deleteIfExists(folder.chunks());
        Files.deleteIfExists(folder.bytes());
        PrivateFiles.file(folder.bytes());
        return new ChunkedFile(folder, ChunkJournal.begin(folder.chunks(), grid));
    }

    /** What the folder holds of this file; empty if that is nothing to resume with. */
    private static Optional<ChunkedFile> read(ResumeFolder folder, ChunkGrid planned) throws IOException {
        if (!folder.isBegun()) {
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
        LOG.warn("What an earlier run gathered in {} does not fit, and is gathered anew", folder.path());
        return Optional.empty();
    }

    /**
     * Reduces what files there are to what is on the disk for good. To be called after another boot, while nobody uses the
     * lanes.
     *
     * @return the folders that are to be kept; of the others nothing can be used
     */
    public static List<Path> keepSynced(Path lanes) throws IOException, StorageFailure {
        List<Path> kept = new ArrayList<>();
        if (Files.isDirectory(lanes)) {
            try (DirectoryStream<Path> folders = Files.newDirectoryStream(lanes, SORT + "*")) {
                for (Path path : folders) {
                    ResumeFolder folder = new ResumeFolder(path);
                    if (folder.isBegun() && ChunkJournal.keepSynced(folder.chunks())) {
                        kept.add(path);
                    }
                }
            }
        }
        return kept;
    }

    /** How the file is divided. */
    public ChunkGrid grid() {
        return grid;
    }

    /** The chunks that are here. */
    public BitSet whole() {
        return journal.whole();
    }

    /** Where the file is. */
    public Path path() {
        return bytes;
    }

    /**
     * Takes chunks over, and says so in a way that outlives the process; a loss of power only once they are {@linkplain #settle
     * settled}. Any thread; others may come at the same time.
     *
     * @param source a file that has them where this one is to have them; it may be {@link #path} itself, under this or
     *     another name
     * @throws StorageFailure of kind WRONG_SIZE when it ends before
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
     * Syncs and hashes what was taken, as far as no other thread is at it. Takes longer than {@link #take}: to be called while
     * the next chunks are in flight. Any thread.
     */
    public void settle() throws StorageFailure {
        try {
            sync();
        } catch (IOException e) {
            throw StorageFailure.of("write", folder.path(), e);
        }
        hash();
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
                "a part of the file came " + missing + " bytes short; it has to be downloaded again");
    }

    /** Has on the disk what is written, unless another thread is at it, which then does this too: one sync is for many. */
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

    /** Goes on as far as the chunks are here without a gap, unless somebody else is at it. */
    private void hash() throws StorageFailure {
        while (journal.has(hashed) && hashing.tryLock()) {
            try {
                hashWhatIsHere();
            } finally {
                hashing.unlock();
            }
        }
    }

    private void hashWhatIsHere() throws StorageFailure {
        if (!journal.has(hashed)) {
            return;
        }
        byte[] buffer = new byte[ChecksumReader.BUFFER_BYTES];
        try (RandomAccessFile in = new RandomAccessFile(bytes.toFile(), "r")) {
            for (int chunk = hashed; journal.has(chunk); chunk++) {
                long left = grid.length(chunk);
                in.seek(grid.offset(chunk));
                while (left > 0) {
                    int length = (int) Math.min(buffer.length, left);
                    in.readFully(buffer, 0, length);
                    accumulator.add(buffer, length);
                    left -= length;
                }
                hashed = chunk + 1;
            }
        } catch (IOException e) {
            throw StorageFailure.of("read", bytes, e);
        }
    }

    /**
     * What the whole file's bytes are. To be called once, when every chunk is here.
     *
     * @throws StorageFailure also when an earlier reading has failed
     */
    public Checksum finish() throws StorageFailure {
        hashing.lock();
        try {
            hashWhatIsHere();
            Checksum checksum = accumulator.finish();
            if (checksum.size() != grid.size()) {
                throw new StorageFailure(
                        Kind.IO, bytes, bytes + " could not be read once through; it is read again later");
            }
            return checksum;
        } finally {
            hashing.unlock();
        }
    }

    /** The file is in the archive, or will never be. Never throws: the next run removes what stays behind. */
    public void remove() {
        folder.remove();
    }
}
