package dev.tgarchiver.download.split;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.tgarchiver.storage.StorageFailure;
import dev.tgarchiver.storage.chunk.ChunkGrid;
import dev.tgarchiver.storage.chunk.ChunkRun;
import dev.tgarchiver.storage.chunk.ChunkedFile;
import dev.tgarchiver.telegram.RangeSource;
import dev.tgarchiver.telegram.RangeSource.OpenFile;
import dev.tgarchiver.telegram.RangeSource.RangeDownload;
import dev.tgarchiver.telegram.TelegramFailure;
import dev.tgarchiver.telegram.Transfer;
import dev.tgarchiver.tracker.file.PendingFile;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A file that several workers fetch chunk by chunk: its owner, which took it from the queue and answers for it, and
 * helpers, which join and leave. Thread-safe.
 */
public final class SplitDownload implements AutoCloseable {

    private final String owner;
    private final PendingFile file;
    private final ChunkedFile chunkedFile;
    private final ChunkGrid grid;
    private final Transfer transfer;
    private final Runnable chunkIsFree;

    @GuardedBy("this")
    private final ChunkPlan plan;

    /** Workers that could not fetch a chunk. */
    @GuardedBy("this")
    private final Set<String> unable = new HashSet<>();

    @GuardedBy("this")
    private final Set<Thread> helpers = new HashSet<>();

    /** Received bytes of each run in flight. */
    @GuardedBy("this")
    private final Map<ChunkRun, Long> receivedByRun = new HashMap<>();

    /** Bytes of whole chunks outside the runs in flight. */
    @GuardedBy("this")
    private long bytesOfWhole;

    @GuardedBy("this")
    private long reported;

    @GuardedBy("this")
    private boolean ended;

    /**
     * Starts with the chunks that the chunked file lacks.
     *
     * @param owner the worker that took it from the queue
     * @param plan belongs to this split from now on
     * @param transfer knows the bytes of these chunks, and receives how many more there are; must not block or call this split
     * @param chunkIsFree called when a chunk was given back
     */
    SplitDownload(
            String owner,
            PendingFile file,
            ChunkedFile chunkedFile,
            ChunkPlan plan,
            Transfer transfer,
            Runnable chunkIsFree) {
        this.owner = owner;
        this.file = file;
        this.chunkedFile = chunkedFile;
        this.transfer = transfer;
        this.chunkIsFree = chunkIsFree;
        grid = chunkedFile.grid();
        this.plan = plan;
        bytesOfWhole = chunkedFile.whole().stream().mapToLong(grid::length).sum();
        reported = bytesOfWhole;
    }

    public PendingFile file() {
        return file;
    }

    /** Opens the file at a source, which writes into the chunked file. Blocks. */
    OpenFile open(RangeSource source) throws TelegramFailure, InterruptedException {
        OpenFile open = source.open(file.origin(), file.media());
        open.into(chunkedFile.path());
        return open;
    }

    /** Whether another worker could help: a client fetches a file once at a time. */
    synchronized boolean wants(String worker) {
        return !ended && !worker.equals(owner) && plan.hasFree() && !unable.contains(worker);
    }

    /** This thread helps from now on; false when the file has ended. */
    synchronized boolean join() {
        return !ended && helpers.add(Thread.currentThread());
    }

    /** Settles a helper's last chunks when it has none left to fetch. Blocks. */
    void settle() throws StorageFailure {
        chunkedFile.settle();
    }

    /** This thread no longer helps. Clears an interrupt that only asked for this. */
    synchronized void leave() {
        helpers.remove(Thread.currentThread());
        if (ended) {
            Thread.interrupted();
        }
        notifyAll();
    }

    /** A worker could not fetch a chunk, and does not help again. */
    public synchronized void exclude(String worker) {
        unable.add(worker);
    }

    /** Whether the file has ended, which interrupts its helpers. */
    synchronized boolean hasEnded() {
        return ended;
    }

    /** Chunks for a helper, if there are any. */
    synchronized Optional<ChunkRun> take() {
        return ended ? Optional.empty() : plan.take();
    }

    /** Chunks for the owner. Blocks while all missing ones are in flight; empty when every chunk is whole. */
    synchronized Optional<ChunkRun> await() throws InterruptedException {
        while (!plan.isWhole()) {
            Optional<ChunkRun> next = plan.take();
            if (next.isPresent()) {
                return next;
            }
            wait();
        }
        return Optional.empty();
    }

    /**
     * Fetches taken chunks. Each counts as soon as it is complete; if this ends early, incomplete ones are given back.
     * Blocks.
     */
    void fetch(ChunkRun run, OpenFile source, Duration stall)
            throws TelegramFailure, StorageFailure, InterruptedException {
        start(run);
        int next = run.first();
        try (RangeDownload range =
                source.start(grid.offset(run.first()), grid.length(run), stall, more -> received(run, more))) {
            try {
                // Settling while bytes are in flight costs the worker no time.
                chunkedFile.settle();
                while (next < run.end()) {
                    range.await(lengthUpTo(run, next));
                    take(next, range);
                    next++;
                    if (next < run.end()) {
                        chunkedFile.settle();
                    }
                }
            } catch (TelegramFailure | InterruptedException e) {
                // Chunks may have been received meanwhile.
                next += takeReceived(run, next, range, e);
                throw e;
            }
        } finally {
            finish(run, next);
            if (next < run.end()) {
                chunkIsFree.run();
            }
        }
    }

    private int takeReceived(ChunkRun run, int first, RangeDownload range, Exception end) {
        int taken = 0;
        try {
            while (first + taken < run.end() && range.received() >= lengthUpTo(run, first + taken)) {
                take(first + taken, range);
                taken++;
            }
            chunkedFile.settle();
        } catch (StorageFailure e) {
            end.addSuppressed(e);
        }
        return taken;
    }

    /** How long the run is up to the end of one of its chunks. */
    private long lengthUpTo(ChunkRun run, int chunk) {
        return grid.length(new ChunkRun(run.first(), chunk + 1 - run.first()));
    }

    private void take(int chunk, RangeDownload range) throws StorageFailure {
        ChunkRun one = new ChunkRun(chunk, 1);
        chunkedFile.take(one, range.path());
        whole(one);
    }

    private synchronized void whole(ChunkRun chunk) {
        plan.whole(chunk);
    }

    private synchronized void start(ChunkRun run) {
        receivedByRun.put(run, 0L);
    }

    private synchronized void received(ChunkRun run, long more) {
        // The last report may come after the run ended.
        if (receivedByRun.computeIfPresent(run, (same, before) -> before + more) == null) {
            return;
        }
        long total = bytesOfWhole
                + receivedByRun.values().stream().mapToLong(Long::longValue).sum();
        // Bytes of chunks given back are received twice.
        if (total > reported) {
            transfer.received(total - reported);
            reported = total;
        }
    }

    /** @param end number after the last whole chunk */
    private synchronized void finish(ChunkRun run, int end) {
        receivedByRun.remove(run);
        if (end > run.first()) {
            bytesOfWhole += grid.length(new ChunkRun(run.first(), end - run.first()));
        }
        if (end < run.end()) {
            plan.giveBack(new ChunkRun(end, run.end() - end));
        }
        notifyAll();
    }

    /** Admits no further helper, interrupts the present ones, and blocks until they have left. Ignores interrupts. */
    @Override
    public synchronized void close() {
        ended = true;
        helpers.forEach(Thread::interrupt);
        boolean interrupted = false;
        while (!helpers.isEmpty()) {
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
