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
import dev.tgarchiver.tracker.PendingFile;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;

/**
 * A file that several workers fetch chunk by chunk: its owner, who took it from the queue and answers for it, and helpers,
 * who come and go. Thread-safe.
 */
public final class SplitDownload implements AutoCloseable {

    private final String owner;
    private final PendingFile file;
    private final ChunkedFile chunkedFile;
    private final ChunkGrid grid;
    private final LongConsumer progress;
    private final Runnable chunkIsFree;

    @GuardedBy("this")
    private final ChunkPlan plan;

    /** Workers that could not fetch a chunk. */
    @GuardedBy("this")
    private final Set<String> unable = new HashSet<>();

    @GuardedBy("this")
    private final Set<Thread> helpers = new HashSet<>();

    /** How many bytes of the runs that are in flight are received. */
    @GuardedBy("this")
    private final Map<ChunkRun, Long> arriving = new HashMap<>();

    /** Of the chunks that are whole and in no run that is in flight. */
    @GuardedBy("this")
    private long bytesOfWhole;

    @GuardedBy("this")
    private long reported;

    @GuardedBy("this")
    private boolean ended;

    /**
     * Begins with what the gathering lacks.
     *
     * @param owner the worker that took it from the queue
     * @param plan this split's own from now on
     * @param progress told how many bytes of the file are here, ever more of them; must not block nor ask this split
     * @param chunkIsFree called when a chunk was given back
     */
    SplitDownload(
            String owner,
            PendingFile file,
            ChunkedFile chunkedFile,
            ChunkPlan plan,
            LongConsumer progress,
            Runnable chunkIsFree) {
        this.owner = owner;
        this.file = file;
        this.chunkedFile = chunkedFile;
        this.progress = progress;
        this.chunkIsFree = chunkIsFree;
        grid = chunkedFile.grid();
        this.plan = plan;
        bytesOfWhole = chunkedFile.whole().stream().mapToLong(grid::length).sum();
    }

    public PendingFile file() {
        return file;
    }

    /** The file at a source, which is to write into what is gathered. Blocks. */
    OpenFile open(RangeSource source) throws TelegramFailure, InterruptedException {
        OpenFile open = source.open(file.origin(), file.media());
        open.into(chunkedFile.path());
        return open;
    }

    /** Whether another worker could do something here: a client fetches a file once at a time. */
    synchronized boolean wants(String worker) {
        return !ended && !worker.equals(owner) && plan.hasFree() && !unable.contains(worker);
    }

    /** This thread helps from now on, unless the file needs none any more; then false. */
    synchronized boolean join() {
        return !ended && helpers.add(Thread.currentThread());
    }

    /** A helper has no further chunks to fetch, during which its last ones would be settled. Blocks. */
    void settle() throws StorageFailure {
        chunkedFile.settle();
    }

    /** This thread helps no more. An interrupt that only told it so is over. */
    synchronized void leave() {
        helpers.remove(Thread.currentThread());
        if (ended) {
            Thread.interrupted();
        }
        notifyAll();
    }

    /** A worker could not fetch a chunk, and need not come again. */
    public synchronized void excuse(String worker) {
        unable.add(worker);
    }

    /** Whether the file is done with: a helper that was interrupted may have been so for that. */
    synchronized boolean hasEnded() {
        return ended;
    }

    /** Chunks for a helper, if there are any. */
    synchronized Optional<ChunkRun> take() {
        return ended ? Optional.empty() : plan.take();
    }

    /** Chunks for the owner. Blocks while all that are left are on their way; empty when every chunk is here. */
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
     * Fetches chunks that were taken. Each counts as soon as it is complete; whatever ends this early, those that are not are
     * given back. Blocks.
     */
    void fetch(ChunkRun run, OpenFile source, Duration stall)
            throws TelegramFailure, StorageFailure, InterruptedException {
        begin(run);
        int next = run.first();
        try (RangeDownload range =
                source.start(grid.offset(run.first()), grid.length(run), stall, bytes -> arrived(run, bytes))) {
            try {
                // What is settled while bytes are in flight costs the worker no time.
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
                // It may have come while the other thing happened.
                next += takeReceived(run, next, range, e);
                throw e;
            }
        } finally {
            over(run, next);
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

    private synchronized void begin(ChunkRun run) {
        arriving.put(run, 0L);
    }

    private synchronized void arrived(ChunkRun run, long bytes) {
        // The last word may come when they are over.
        if (arriving.computeIfPresent(run, (same, before) -> Math.max(before, bytes)) == null) {
            return;
        }
        long total = bytesOfWhole
                + arriving.values().stream().mapToLong(Long::longValue).sum();
        // What was given back has to come again first.
        if (total > reported) {
            reported = total;
            progress.accept(total);
        }
    }

    /** @param end the number after the last that is whole */
    private synchronized void over(ChunkRun run, int end) {
        arriving.remove(run);
        if (end > run.first()) {
            bytesOfWhole += grid.length(new ChunkRun(run.first(), end - run.first()));
        }
        if (end < run.end()) {
            plan.giveBack(new ChunkRun(end, run.end() - end));
        }
        notifyAll();
    }

    /** No helper any more: those that are here are interrupted, and have left when this returns. Ignores interrupts. */
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
