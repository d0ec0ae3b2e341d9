package dev.tgarchiver.download;

import dev.tgarchiver.model.post.Media;
import dev.tgarchiver.storage.chunk.Checkpoint;
import dev.tgarchiver.storage.chunk.ChunkGrid;
import dev.tgarchiver.telegram.MediaSource;
import dev.tgarchiver.telegram.MediaSource.FetchedFile;
import dev.tgarchiver.telegram.ReleasingFile;
import dev.tgarchiver.telegram.TelegramFailure;
import dev.tgarchiver.telegram.TelegramFailure.Gone;
import dev.tgarchiver.telegram.TelegramFailure.NoAccess;
import dev.tgarchiver.telegram.TelegramFailure.Replaced;
import dev.tgarchiver.telegram.Transfer;
import dev.tgarchiver.time.Time;
import dev.tgarchiver.tracker.file.PendingFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.IntSupplier;

/**
 * Fetches whole files. A power loss costs a worker at most 6 MiB of large files: 4 MiB that are not synced, and the 2
 * MiB that TDLib has in flight. Of smaller files it costs what was received within a second: those that are complete by
 * then would only be slower for a sync. Used by one worker's threads.
 *
 * @param folder the folder of the lanes
 * @param inFlight how many files the worker has in flight
 */
record Checkpoints(Path folder, IntSupplier inFlight, Time time) {

    /** How many bytes the files that a worker has in flight may lose together. */
    private static final long UNSYNCED = 4 * ChunkGrid.UNIT;

    private static final Duration SOON = Duration.ofSeconds(1);

    /** Smaller files are synced by time alone: most are complete before a sync would pay. */
    private static final long SMALL = 8 * ChunkGrid.UNIT;

    /** A worker has at most two files of at least this size in flight, so chunks of 2 MiB are not too large. */
    private static final long LARGE = 32 * ChunkGrid.UNIT;

    /** Fetches a file from its source. Blocks. */
    FetchedFile fetch(MediaSource source, PendingFile file, Duration stall, Transfer transfer)
            throws TelegramFailure, InterruptedException {
        Media media = file.media();
        if (media.size() <= ChunkGrid.UNIT || !Checkpoint.isPossible(media.uniqueId())) {
            return source.fetch(file.origin(), media, stall, transfer);
        }
        long chunk = media.size() < LARGE ? ChunkGrid.UNIT : 2 * ChunkGrid.UNIT;
        Checkpoint checkpoint = new Checkpoint(folder, media.uniqueId(), new ChunkGrid(media.size(), chunk));
        try {
            return new ReleasingFile(
                    source.fetch(file.origin(), media, stall, new Advance(checkpoint, media.size(), chunk, transfer)),
                    checkpoint::remove,
                    () -> {});
        } catch (Gone | NoAccess | Replaced e) {
            checkpoint.remove();
            throw e;
        }
    }

    /** Advances a file's checkpoint as the file grows. */
    private final class Advance implements Transfer {

        private final Checkpoint checkpoint;
        private final long chunk;
        private final boolean countsBytes;
        private final Transfer transfer;
        private long last = time.nanoTime();
        private long synced;
        private long next;

        Advance(Checkpoint checkpoint, long size, long chunk, Transfer transfer) {
            this.checkpoint = checkpoint;
            this.chunk = chunk;
            countsBytes = size >= SMALL;
            this.transfer = transfer;
            next = chunk;
        }

        @Override
        public void resumedAt(long bytes) {
            transfer.resumedAt(bytes);
        }

        @Override
        public void received(long more) {
            transfer.received(more);
        }

        @Override
        public long nextWritten() {
            return next;
        }

        @Override
        public void written(Path partial, long bytes) {
            long now = time.nanoTime();
            if (now - last >= SOON.toNanos()
                    || (countsBytes && bytes - synced >= UNSYNCED / Math.max(1, inFlight.getAsInt()))) {
                checkpoint.advance(partial, bytes, time.now());
                synced = bytes / chunk * chunk;
                last = time.nanoTime();
            }
            next = (bytes / chunk + 1) * chunk;
        }
    }
}
