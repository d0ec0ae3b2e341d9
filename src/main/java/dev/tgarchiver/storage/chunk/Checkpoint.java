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
 * Records the synced part of a file that TDLib downloads whole. TDLib does not sync, so none of its own files can be
 * trusted after a loss of power. The folder is {@code lanes/checkpoint-<unique id in hexadecimal>}: {@code bytes} is a
 * second name of TDLib's partial file, and {@code chunks} lists its synced chunks. A checkpoint is read only after
 * another boot. It then becomes a {@link ChunkedFile}, so that the download resumes chunk by chunk.
 *
 * <p>On a file system without hard links there are no checkpoints. For one thread. Methods block on the disk and ignore
 * interrupts. They never throw: a download continues without a checkpoint.
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
     * The checkpoint of a file. The first {@link #advance} creates it.
     *
     * @param lanes the folder of the lanes
     * @param uniqueId the file's unique id, for which {@link #isPossible} is true
     */
    public Checkpoint(Path lanes, String uniqueId, ChunkGrid grid) {
        folder = ResumeFolder.of(lanes, SORT, uniqueId);
        this.grid = grid;
    }

    /** Whether a file can have a checkpoint. */
    public static boolean isPossible(String uniqueId) {
        return ResumeFolder.isPossible(uniqueId);
    }

    /**
     * Syncs the complete chunks.
     *
     * @param partial TDLib's partial file
     * @param prefix the number of contiguous bytes written from the start of the file
     * @param now the time to record as that of the last resume
     */
    public void advance(Path partial, long prefix, Instant now) {
        int whole = (int) Math.min(grid.count(), prefix / grid.chunk());
        if (failed || whole <= synced) {
            return;
        }
        try {
            ChunkJournal chunks = open ? journal.orElseThrow() : start(partial, now);
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
            LOG.info("{} has no checkpoint; a loss of power would lose all of it: {}", partial, e.toString());
        }
    }

    private ChunkJournal start(Path partial, Instant now) throws IOException, StorageFailure {
        if (folder.isStarted() && Files.isSameFile(folder.bytes(), partial)) {
            // An earlier attempt's checkpoint: its synced chunks stay synced while this attempt adds to it.
            Optional<ChunkJournal> before = ChunkJournal.read(folder.chunks());
            if (before.isPresent() && before.get().grid().equals(grid)) {
                folder.start(now);
                synced = before.get().isSynced() ? before.get().whole().nextClearBit(0) : 0;
                return keep(before.get());
            }
        }
        folder.start(now);
        Files.deleteIfExists(folder.chunks());
        Files.deleteIfExists(folder.bytes());
        Files.createLink(folder.bytes(), partial);
        return keep(ChunkJournal.start(folder.chunks(), grid));
    }

    private ChunkJournal keep(ChunkJournal chunks) {
        journal = Optional.of(chunks);
        return chunks;
    }

    /** Removes the checkpoint when the file is in the archive, or never will be. */
    public void remove() {
        if (Files.isDirectory(folder.path())) {
            folder.remove();
        }
    }

    /**
     * Turns every checkpoint into a chunked file, which resumes chunk by chunk. Call after another boot, while no
     * process uses the lanes, and before {@link ChunkedFile#keepSynced}.
     */
    public static void resume(Path lanes) throws IOException {
        if (!Files.isDirectory(lanes)) {
            return;
        }
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(lanes, SORT + "*")) {
            for (Path path : folders) {
                String name = path.getFileName().toString();
                Path chunked = lanes.resolve(ChunkedFile.SORT + name.substring(SORT.length()));
                if (new ResumeFolder(path).isStarted() && Files.notExists(chunked)) {
                    Files.move(path, chunked, StandardCopyOption.ATOMIC_MOVE);
                }
            }
        }
        Fsync.folder(lanes);
    }
}
