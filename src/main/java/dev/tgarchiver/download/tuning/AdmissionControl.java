package dev.tgarchiver.download.tuning;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.tgarchiver.time.Time;
import dev.tgarchiver.tracker.file.PendingFile;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Decides when a worker may start its next file: while its files in flight lack fewer bytes than the limit. So the link
 * is not idle while a file is looked up, starts or is published. Thread-safe.
 */
public final class AdmissionControl {

    /**
     * Where a file's first bytes take longer than this, one file fills the link: TDLib has at most 2 MiB in flight, and
     * requests that much in less time. Covers a round trip, or two when the post is looked up first.
     */
    private static final Duration SOON = Duration.ofMillis(200);

    private final InFlightLimit limit;
    private final Time time;

    /** Bytes not yet received, by file. */
    @GuardedBy("this")
    private final Map<Long, Long> missing = new HashMap<>();

    /** The rate of each file. */
    @GuardedBy("this")
    private final Map<Long, FileRate> rates = new HashMap<>();

    @GuardedBy("this")
    private final FirstByteLatency firstBytes;

    /** A thread chooses what is next, or helps with another worker's file. */
    @GuardedBy("this")
    private boolean choosing;

    @GuardedBy("this")
    private final Throughput throughput;

    public AdmissionControl(InFlightLimit limit, Time time) {
        this.limit = limit;
        this.time = time;
        firstBytes = new FirstByteLatency(time);
        throughput = new Throughput(time);
    }

    /** Blocks until the caller may choose. No other thread chooses until {@link #start} or {@link #leave}. */
    public synchronized void enter() throws InterruptedException {
        while (!tryEnter()) {
            wait();
        }
    }

    /** The same without blocking; false when the caller may not choose now. */
    synchronized boolean tryEnter() {
        if (!isOpen()) {
            return false;
        }
        choosing = true;
        return true;
    }

    /** Wakes one thread, and only one that may choose: bytes are received some hundred times a second. */
    @GuardedBy("this")
    private void admitNext() {
        if (isOpen()) {
            notify();
        }
    }

    @GuardedBy("this")
    private boolean isOpen() {
        if (choosing) {
            return false;
        }
        if (hasRoom()) {
            return true;
        }
        long bytes = 0;
        for (long each : missing.values()) {
            bytes += each;
        }
        return missing.size() < limit.files() && bytes < bytesInFlight();
    }

    @GuardedBy("this")
    private long bytesInFlight() {
        return limit.bytes().bytes(throughput.bytesPerSecond());
    }

    /** The worker's rate as far as this run has measured it. */
    public synchronized OptionalLong bytesPerSecond() {
        return throughput.bytesPerSecond();
    }

    /** The caller has chosen a file. */
    public synchronized void start(PendingFile file) {
        long size = file.media().size();
        missing.put(file.id(), size == 0 ? bytesInFlight() : size);
        rates.put(file.id(), new FileRate(time.nanoTime()));
        leave();
    }

    /** The caller has chosen nothing, or has finished helping. */
    public synchronized void leave() {
        choosing = false;
        admitNext();
    }

    /** A file is requested, and has the bytes of an earlier attempt. Does not block. */
    public synchronized void resumedAt(PendingFile file, long bytes) {
        if (missing.containsKey(file.id())) {
            firstBytes.requested(file.id());
            FileRate rate = new FileRate(time.nanoTime());
            rate.received(0, time.nanoTime());
            rates.put(file.id(), rate);
            lacks(file, file.media().size() - bytes);
        }
    }

    /** Reports how many more bytes of a file are received. Does not block: TDLib's receiving thread calls it. */
    public synchronized void received(PendingFile file, long more) {
        Long before = missing.get(file.id());
        FileRate rate = rates.get(file.id());
        if (before != null && rate != null) {
            firstBytes.received(file.id());
            rate.received(more, time.nanoTime());
            lacks(file, before - more);
        }
    }

    /** A file of unknown size counts as large until it ends. */
    @GuardedBy("this")
    private void lacks(PendingFile file, long bytes) {
        if (file.media().size() > 0) {
            missing.put(file.id(), Math.max(0, bytes));
        }
        admitNext();
    }

    /**
     * Reports how many more bytes the worker's own lane has received; the next report of a file admits the next thread.
     * Does not block.
     */
    public synchronized void measured(long more) {
        throughput.received(more);
    }

    /** A file is no longer in flight. */
    public synchronized void end(PendingFile file) {
        missing.remove(file.id());
        rates.remove(file.id());
        firstBytes.end(file.id());
        admitNext();
    }

    /**
     * Whether a file in flight can complete in that time at its present rate. One that has just started can, unless the
     * worker is known to be too slow.
     */
    public synchronized boolean canEndWithin(Duration patience) {
        long now = time.nanoTime();
        for (Map.Entry<Long, FileRate> file : rates.entrySet()) {
            if (canEnd(file.getValue(), missing.getOrDefault(file.getKey(), 0L), patience, now)) {
                return true;
            }
        }
        return false;
    }

    @GuardedBy("this")
    private boolean canEnd(FileRate rate, long left, Duration patience, long now) {
        Optional<Duration> needed = rate.toReceive(left, now);
        if (needed.isPresent()) {
            return needed.get().compareTo(patience) <= 0;
        }
        double perSecond = throughput.bytesPerSecond().orElse(Long.MAX_VALUE);
        return rate.isUnknown(now) && left / perSecond <= patience.toNanos() / 1e9;
    }

    /** Whether the worker may help with another's file, however much its own files lack. */
    public synchronized boolean hasRoom() {
        return missing.isEmpty() || (missing.size() < limit.fewest() && firstBytes.cameWithin(SOON));
    }

    /** Number of files that the worker has in flight. */
    public synchronized int files() {
        return missing.size();
    }

    /** Whether the worker has nothing in flight. */
    public synchronized boolean isIdle() {
        return missing.isEmpty();
    }
}
