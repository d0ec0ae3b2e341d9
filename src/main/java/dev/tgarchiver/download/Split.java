package dev.tgarchiver.download;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.tgarchiver.storage.ChunkGrid;
import dev.tgarchiver.storage.Gathering;
import dev.tgarchiver.storage.StorageFailure;
import dev.tgarchiver.telegram.RangeSource.FetchedRange;
import dev.tgarchiver.telegram.RangeSource.OpenFile;
import dev.tgarchiver.telegram.TelegramFailure;
import dev.tgarchiver.tracker.PendingFile;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.LongConsumer;

/**
 * A file that several workers fetch chunk by chunk: its owner, who took it from the queue and answers for it, and helpers,
 * who come and go. Thread-safe.
 */
final class Split implements AutoCloseable {

    private final PendingFile file;
    private final Gathering gathering;
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

    /** Bytes of chunks that are on their way. */
    @GuardedBy("this")
    private final Map<Integer, Long> arriving = new HashMap<>();

    @GuardedBy("this")
    private long bytesOfWhole;

    @GuardedBy("this")
    private long reported;

    @GuardedBy("this")
    private boolean ended;

    /**
     * Begins with what the gathering lacks.
     *
     * @param progress told how many bytes of the file are here; must not block
     * @param chunkIsFree called when a chunk was given back
     */
    Split(PendingFile file, Gathering gathering, LongConsumer progress, Runnable chunkIsFree) {
        this.file = file;
        this.gathering = gathering;
        this.progress = progress;
        this.chunkIsFree = chunkIsFree;
        grid = gathering.grid();
        plan = new ChunkPlan(grid.count(), gathering.whole());
        bytesOfWhole = gathering.whole().stream().mapToLong(grid::length).sum();
    }

    PendingFile file() {
        return file;
    }

    /** Whether a worker could do something here. */
    synchronized boolean wants(String worker) {
        return !ended && plan.hasFree() && !unable.contains(worker);
    }

    /** This thread helps from now on, unless the file needs none any more; then false. */
    synchronized boolean join() {
        return !ended && helpers.add(Thread.currentThread());
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
    synchronized void excuse(String worker) {
        unable.add(worker);
    }

    /** Whether the file is done with: a helper that was interrupted may have been so for that. */
    synchronized boolean hasEnded() {
        return ended;
    }

    /** A chunk for a helper, if there is one. */
    synchronized OptionalInt take() {
        return ended ? OptionalInt.empty() : plan.take();
    }

    /** A chunk for the owner. Blocks while all that are left are on their way; empty when every chunk is here. */
    synchronized OptionalInt await() throws InterruptedException {
        while (!plan.isWhole()) {
            OptionalInt next = plan.take();
            if (next.isPresent()) {
                return next;
            }
            wait();
        }
        return OptionalInt.empty();
    }

    /** Fetches a chunk that was taken; one that does not come is given back. Blocks. */
    void fetch(int chunk, OpenFile source, Duration stall)
            throws TelegramFailure, StorageFailure, InterruptedException {
        boolean whole = false;
        try (FetchedRange range =
                source.fetch(grid.offset(chunk), grid.length(chunk), stall, bytes -> arrived(chunk, bytes))) {
            gathering.take(chunk, range.path());
            whole = true;
        } finally {
            over(chunk, whole);
            if (!whole) {
                chunkIsFree.run();
            }
        }
    }

    private void arrived(int chunk, long bytes) {
        long total;
        synchronized (this) {
            // The last word of a chunk that is over may come late.
            if (arriving.merge(chunk, bytes, Math::max) != bytes || gathered(chunk)) {
                return;
            }
            total = bytesOfWhole
                    + arriving.values().stream().mapToLong(Long::longValue).sum();
            if (total <= reported) {
                return;
            }
            reported = total;
        }
        progress.accept(total);
    }

    @GuardedBy("this")
    private boolean gathered(int chunk) {
        return plan.isWhole(chunk) && arriving.remove(chunk) != null;
    }

    private synchronized void over(int chunk, boolean whole) {
        arriving.remove(chunk);
        if (whole) {
            plan.whole(chunk);
            bytesOfWhole += grid.length(chunk);
        } else {
            plan.giveBack(chunk);
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
