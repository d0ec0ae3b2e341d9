package dev.tgarchiver.download.tuning;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.tgarchiver.time.Time;
import dev.tgarchiver.tracker.PendingFile;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Decides when a worker may begin its next file: while less than the window is missing of those that it has under way. So
 * the way to the next file, its beginning, and what happens to it when it is here cost no time of the line. Thread-safe.
 */
public final class AdmissionControl {

    /**
     * Where a file's first bytes come later than this, one file fills the line: TDLib has 2 MiB on the way at most, and asks for
     * as much in less time. The way there and back, or twice that when the post is looked up on the way.
     */
    private static final Duration SOON = Duration.ofMillis(200);

    private final InFlightLimit window;
    private final Time time;

    /** Bytes that are not here yet, by file. */
    @GuardedBy("this")
    private final Map<Long, Long> missing = new HashMap<>();

    /** How fast each of them comes, by file. */
    @GuardedBy("this")
    private final Map<Long, FileRate> rates = new HashMap<>();

    @GuardedBy("this")
    private final FirstByteLatency firstBytes;

    /** Somebody chooses what comes next, or helps with another worker's file. */
    @GuardedBy("this")
    private boolean choosing;

    @GuardedBy("this")
    private final Throughput throughput;

    public AdmissionControl(InFlightLimit window, Time time) {
        this.window = window;
        this.time = time;
        firstBytes = new FirstByteLatency(time);
        throughput = new Throughput(time);
    }

    /** Blocks until it is the caller's turn to choose, which nobody else does until {@link #begin} or {@link #leave}. */
    public synchronized void enter() throws InterruptedException {
        while (!tryEnter()) {
            wait();
        }
    }

    /** The same without waiting; false when it is not the caller's turn now. */
    synchronized boolean tryEnter() {
        if (!isOpen()) {
            return false;
        }
        choosing = true;
        return true;
    }

    /** One is let in at a time, and nobody woken for nothing: bytes arrive some hundred times a second. */
    @GuardedBy("this")
    private void letIn() {
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
        return missing.size() < window.files() && bytes < bytesInFlight();
    }

    @GuardedBy("this")
    private long bytesInFlight() {
        return window.bytes().bytes(throughput.bytesPerSecond());
    }

    /** How fast the worker is, as far as this run has measured it. */
    public synchronized OptionalLong bytesPerSecond() {
        return throughput.bytesPerSecond();
    }

    /** The caller has chosen a file. */
    public synchronized void begin(PendingFile file) {
        long size = file.media().size();
        missing.put(file.id(), size == 0 ? bytesInFlight() : size);
        rates.put(file.id(), new FileRate(time.nanoTime()));
        leave();
    }

    /** The caller has chosen nothing, or is done with what it did instead. */
    public synchronized void leave() {
        choosing = false;
        letIn();
    }

    /**
     * So many bytes of a file are here; told once when it is asked for, and then whenever there are more. Does not block: it
     * is told by TDLib's receiving thread.
     */
    public synchronized void arrived(PendingFile file, long bytes) {
        if (!missing.containsKey(file.id())) {
            return;
        }
        firstBytes.told(file.id());
        FileRate rate = rates.get(file.id());
        if (rate != null) {
            rate.received(bytes, time.nanoTime());
        }
        long size = file.media().size();
        if (size > 0) {
            missing.put(file.id(), Math.max(0, size - bytes));
        }
        letIn();
    }

    /** The worker's own lane has brought so many more bytes now; what that opens, the next report does. Does not block. */
    public synchronized void received(long more) {
        throughput.arrived(more);
    }

    /** A file is not under way any more. */
    public synchronized void end(PendingFile file) {
        missing.remove(file.id());
        rates.remove(file.id());
        firstBytes.end(file.id());
        letIn();
    }

    /**
     * Whether a file in flight can be complete in so much time, as fast as it comes now. One that has just begun can, unless
     * the worker is known to be too slow.
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

    /** Whether the worker may help with another's file, whatever is missing of its own. */
    public synchronized boolean hasRoom() {
        return missing.isEmpty() || (missing.size() < window.fewest() && firstBytes.cameWithin(SOON));
    }

    /** How many files the worker has under way. */
    public synchronized int files() {
        return missing.size();
    }

    /** Whether the worker has nothing under way. */
    public synchronized boolean isIdle() {
        return missing.isEmpty();
    }
}
