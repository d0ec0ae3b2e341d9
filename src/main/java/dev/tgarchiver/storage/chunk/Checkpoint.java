package dev.tgarchiver.storage.chunk;

import dev.tgarchiver.storage.StorageFailure;
import dev.tgarchiver.storage.local.Fsync;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How much of a file that TDLib downloads whole is on the disk for good. TDLib itself syncs nothing, so that after a loss of
 * power none of its own files can be trusted. Lies in {@code lanes/checkpoint-<unique id in hexadecimal>}: TDLib's partial file
 * under a second name, {@code bytes}, and in {@code chunks} what of it is synced. Nobody reads it until after another boot,
 * when it becomes a {@link ChunkedFile}, and so the file is gone on with chunk by chunk.
 *
 * <p>On a file system without hard links there are no checkpoints. One thread's own; methods block on the disk, but not on
 * interrupts, and never throw: without a checkpoint the download goes on as well.
 */
public final class Checkpoint {

    private static final Logger LOG = LoggerFactory.getLogger(Checkpoint.class);
    private static final String SORT = "checkpoint-";

    private final ResumeFolder folder;
    private final ChunkGrid grid;
    private boolean open;
    private boolean failed;
    private int synced;
    private Optional<ChunkJournal> journal = Optional.empty();

    /**
     * A file's, which begins with the first {@link #advance}.
     *
     * @param lanes the folder of the lanes
     * @param uniqueId for which {@link #isPossible} is true
     */
    public Checkpoint(Path lanes, String uniqueId, ChunkGrid grid) {
        folder = ResumeFolder.of(lanes, SORT, uniqueId);
        this.grid = grid;
    }

    /** Whether a file can have one. */
    public static boolean isPossible(String uniqueId) {
        return ResumeFolder.isPossible(uniqueId);
    }

    /**
     * Syncs the chunks that are whole.
     *
     * @param partial TDLib's file
     * @param prefix so many bytes from its beginning are written
     * @param now what is noted as the time at which it was last gone on with
     */
    public void advance(Path partial, long prefix, Instant now) {
        int whole = (int) Math.min(grid.count(), prefix / grid.chunk());
        if (failed || whole <= synced) {
            return;
        }
        try {
            ChunkJournal chunks = open ? journal.orElseThrow() : begin(partial, now);
            if (synced < whole) {
                chunks.enter(new ChunkRun(synced, whole - synced));
                chunks.sync(folder.bytes());
                synced = whole;
            }
            if (!open) {
                folder.sync();
                open = true;
            }
        } catch (IOException | StorageFailure e) {
            failed = true;
            LOG.info("A loss of power would cost all of {}: {}", partial, e.toString());
        }
    }

    private ChunkJournal begin(Path partial, Instant now) throws IOException, StorageFailure {
        if (folder.isBegun() && Files.isSameFile(folder.bytes(), partial)) {
            // An earlier attempt's: what it has synced stays so while this one adds to it.
            Optional<ChunkJournal> before = ChunkJournal.read(folder.chunks());
            if (before.isPresent() && before.get().grid().equals(grid)) {
                folder.begin(now);
                synced = before.get().isSynced() ? before.get().whole().nextClearBit(0) : 0;
                return keep(before.get());
            }
        }
        folder.begin(now);
        Files.deleteIfExists(folder.chunks());
        Files.deleteIfExists(folder.bytes());
        Files.createLink(folder.bytes(), partial);
        return keep(ChunkJournal.begin(folder.chunks(), grid));
    }

    private ChunkJournal keep(ChunkJournal chunks) {
        journal = Optional.of(chunks);
        return chunks;
    }

    /** The file is in the archive, or will never be. */
    public void remove() {
        if (Files.isDirectory(folder.path())) {
            folder.remove();
        }
    }

    /**
     * Makes what can be gone on with chunk by chunk of every checkpoint there is. To be called after another boot, while nobody
     * uses the lanes, and before {@link ChunkedFile#keepSynced}.
     */
    public static void resume(Path lanes) throws IOException {
        if (!Files.isDirectory(lanes)) {
            return;
        }
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(lanes, SORT + "*")) {
            for (Path path : folders) {
                String name = path.getFileName().toString();
                Path chunked = lanes.resolve(ChunkedFile.SORT + name.substring(SORT.length()));
                if (new ResumeFolder(path).isBegun() && Files.notExists(chunked)) {
                    Files.move(path, chunked, StandardCopyOption.ATOMIC_MOVE);
                }
            }
        }
        Fsync.folder(lanes);
    }
}
