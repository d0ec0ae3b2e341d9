package dev.tgarchiver.download.split;

import dev.tgarchiver.download.queue.DownloadQueue;
import dev.tgarchiver.model.Checksum;
import dev.tgarchiver.model.post.Media;
import dev.tgarchiver.storage.StorageFailure;
import dev.tgarchiver.storage.chunk.ChunkGrid;
import dev.tgarchiver.storage.chunk.ChunkRun;
import dev.tgarchiver.storage.chunk.ChunkedFile;
import dev.tgarchiver.telegram.MediaSource.FetchedFile;
import dev.tgarchiver.telegram.RangeSource;
import dev.tgarchiver.telegram.RangeSource.OpenFile;
import dev.tgarchiver.telegram.TelegramFailure;
import dev.tgarchiver.telegram.TelegramFailure.Gone;
import dev.tgarchiver.telegram.TelegramFailure.NoAccess;
import dev.tgarchiver.telegram.TelegramFailure.Replaced;
import dev.tgarchiver.telegram.Transfer;
import dev.tgarchiver.time.Time;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.file.PendingFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has all workers without a file of their own fetch large files. Shared by the workers; thread-safe. */
public final class SplitDownloads {

    private static final Logger LOG = LoggerFactory.getLogger(SplitDownloads.class);

    /** What counts once it is complete, so a worker refetches at most this much. */
    private static final long CHUNK = 4 * ChunkGrid.UNIT;

    /** A worker fetches at least this many chunks at a time: with fewer it spends its time on starts. */
    private static final int FEWEST = 2;

    /** And at most this many, because the first ones of each lane are on the disk twice for a moment. */
    private static final int MOST = 16;

    /** A smaller file is not worth a split. */
    private static final long SMALLEST = 2 * FEWEST * CHUNK;

    private final SplitSettings settings;
    private final DownloadQueue queue;
    private final Duration stall;
    private final Time time;

    /** Split files in flight, the oldest first. */
    private final List<SplitDownload> open = new CopyOnWriteArrayList<>();

    public SplitDownloads(SplitSettings settings, DownloadQueue queue, Duration stall, Time time) {
        this.settings = settings;
        this.queue = queue;
        this.stall = stall;
        this.time = time;
    }

    /** The folder of the lanes. */
    public Path folder() {
        return settings.folder();
    }

    /** A complete chunked file. Closing this removes it, unless it is kept. Used by one thread. */
    public static final class CompleteFile implements FetchedFile {

        private final ChunkedFile chunkedFile;
        private final Checksum checksum;
        private boolean kept;

        CompleteFile(ChunkedFile chunkedFile, Checksum checksum) {
            this.chunkedFile = chunkedFile;
            this.checksum = checksum;
        }

        public Checksum checksum() {
            return checksum;
        }

        @Override
        public Path path() {
            return chunkedFile.path();
        }

        @Override
        public void keep() {
            kept = true;
        }

        @Override
        public void close() {
            if (!kept) {
                chunkedFile.remove();
            }
        }
    }

    /**
     * The source of a file's ranges, if the file is to be split.
     *
     * @param bytesPerSecond rate of the worker that would fetch it alone
     */
    public Optional<RangeSource> sourceFor(PendingFile file, Optional<RangeSource> ranges, OptionalLong bytesPerSecond)
            throws TrackerFailure {
        Media media = file.media();
        if (ranges.isEmpty() || !ChunkedFile.isPossible(media.uniqueId())) {
            return Optional.empty();
        }
        if (ChunkedFile.isStarted(settings.folder(), media.uniqueId())) {
            return ranges;
        }
        if (media.size() < SMALLEST) {
            return Optional.empty();
        }
        long above = settings.above().bytes(bytesPerSecond);
        boolean large = above > 0 && media.size() >= above && settings.lanes() > 1;
        return large && !ranges.get().hasPartial(media) && queue.hasFewerThan(settings.lanes())
                ? ranges
                : Optional.empty();
    }

    /** Opens a file that is to be split, with the chunks of earlier attempts. Blocks. */
    public ChunkedFile open(PendingFile file) throws StorageFailure {
        Media media = file.media();
        return ChunkedFile.open(settings.folder(), media.uniqueId(), new ChunkGrid(media.size(), CHUNK), time.now());
    }

    /** The bytes that fetching the rest takes on the disk, at most. */
    public long bytesToReserve(ChunkedFile file) {
        long size = file.grid().size();
        // Bytes in flight are first in each lane: together at most half of the file.
        long inLanes = Math.min(size / 2, CHUNK * MOST * settings.lanes());
        return size - bytesOfWhole(file) + inLanes;
    }

    private static long bytesOfWhole(ChunkedFile file) {
        return file.whole().stream().mapToLong(file.grid()::length).sum();
    }

    /**
     * Fetches a worker's file with the help of workers that have nothing else to fetch. Blocks. The next attempt
     * resumes what was received before a failure.
     */
    public CompleteFile fetch(
            String owner, PendingFile file, ChunkedFile chunkedFile, RangeSource source, Transfer transfer)
            throws TelegramFailure, StorageFailure, InterruptedException {
        ChunkGrid grid = chunkedFile.grid();
        LOG.info(
                "Post {} is split into {} chunks of {} MiB, {} of them already complete",
                file.origin(),
                grid.count(),
                grid.chunk() / ChunkGrid.UNIT,
                chunkedFile.whole().cardinality());
        transfer.resumedAt(bytesOfWhole(chunkedFile));
        try {
            // A file that started as a checkpoint has smaller chunks.
            int times = (int) Math.max(1, CHUNK / grid.chunk());
            ChunkPlan plan = new ChunkPlan(
                    grid.count(), chunkedFile.whole(), this::workersForEach, FEWEST * times, MOST * times);
            fetchChunks(new SplitDownload(owner, file, chunkedFile, plan, transfer, queue::wake), source);
            return new CompleteFile(chunkedFile, chunkedFile.finish());
        } catch (Gone | NoAccess | Replaced e) {
            chunkedFile.remove();
            throw e;
        }
    }

    private void fetchChunks(SplitDownload split, RangeSource source)
            throws TelegramFailure, StorageFailure, InterruptedException {
        try (OpenFile file = split.open(source);
                split) {
            open.add(split);
            queue.wake();
            for (Optional<ChunkRun> next = split.await(); next.isPresent(); next = split.await()) {
                split.fetch(next.get(), file, stall);
            }
        } finally {
            open.remove(split);
        }
    }

    /** Counts each lane for one file only: larger shares save starts, and each file has at least one lane. */
    private double workersForEach() {
        return (double) settings.lanes() / Math.max(1, open.size());
    }

    /** A file that a worker can help with. */
    public Optional<SplitDownload> helpFor(String worker) {
        return open.stream().filter(split -> split.wants(worker)).findFirst();
    }

    /**
     * Helps until nothing is left to fetch, or the queue has a file for the worker. Blocks.
     *
     * @throws InterruptedException only when the worker itself is to end
     */
    public void help(String worker, SplitDownload split, RangeSource source)
            throws TelegramFailure, StorageFailure, TrackerFailure, InterruptedException {
        if (!split.join()) {
            return;
        }
        try (OpenFile file = split.open(source)) {
            int chunks = 0;
            do {
                Optional<ChunkRun> next = split.take();
                if (next.isEmpty()) {
                    break;
                }
                split.fetch(next.get(), file, stall);
                chunks += next.get().count();
            } while (queue.hasNone());
            split.settle();
            LOG.info("{} helped with post {}: {} chunks", worker, split.file().origin(), chunks);
        } catch (InterruptedException e) {
            if (!split.hasEnded()) {
                throw e;
            }
            // The file has ended.
        } finally {
            split.leave();
        }
    }
}
