package dev.tgarchiver.tdlib.media;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The current download limits of a client's files, or of the ranges that it fetches of one file. TDLib gives its oldest
 * download the whole budget of bytes in flight (ResourceManager.cpp). That download requests its parts with pauses, of
 * 50 ms at first and 3 ms later (FileDownloader.cpp), and so leaves the connection idle. A limit slightly ahead of the
 * received bytes leaves the rest of the budget to the next downloads, so that they share the connection. A file starts
 * with an even share. As its pauses become shorter, its share grows to half the budget. A limit that grows before the
 * download reaches it costs nothing; a limit that is reached stops the download. A single file has no limit once its
 * first bytes are received. Thread-safe.
 */
final class FairShareLimits {

    /** Sends TDLib the limit of a file, in bytes from its start; 0 for the whole file. Must not block. */
    @FunctionalInterface
    interface LimitSink {
        void limit(int file, long bytes);
    }

    private static final long WHOLE = 0;

    /** The minimum share: four parts of TDLib's size. */
    private static final long SMALLEST_SHARE = 256 << 10;

    /** The largest multiple of the initial distance ahead; beyond it, a file no longer has a limit. */
    private static final long WIDEST = 8;

    private final LimitSink sink;

    /** Changed only under the lock. */
    private final Map<Integer, Running> running = new ConcurrentHashMap<>();

    FairShareLimits(LimitSink sink) {
        this.sink = sink;
    }

    /**
     * Registers the start of a download. The caller sends the limit to TDLib, then calls {@link #announced}.
     *
     * @param here the number of contiguous bytes received from the file's start
     * @param size the file's size in bytes; 0 when unknown
     * @param budget the bytes of all its files that this client may have in flight
     * @return the initial limit; 0 for the whole file
     */
    synchronized long start(int file, long here, long size, long budget) {
        // Limit a single download too: the next one may start at once, and would have no budget left.
        Running started = new Running(here, size, budget, running.size() + 1);
        running.put(file, started);
        started.limit = started.next();
        if (running.size() > 1) {
            running.forEach((other, each) -> {
                if (each != started && each.limit == WHOLE) {
                    move(other, each);
                }
            });
        }
        return started.limit;
    }

    /**
     * Confirms that TDLib received this limit at the start of the download. If the limit has changed since, sends the
     * new one again, since TDLib may have missed it.
     */
    synchronized void announced(int file, long limit) {
        Running each = running.get(file);
        if (each != null && each.limit != limit) {
            sink.limit(file, each.limit);
        }
    }

    /** Reports how many contiguous bytes of the file have been received. Does not block. */
    synchronized void received(int file, long here) {
        Running each = running.get(file);
        if (each == null) {
            return;
        }
        each.here = Math.max(each.here, here);
        if (running.size() == 1) {
            lift(file, each);
        } else if (each.limit != WHOLE && each.limit - each.here < each.ahead() - each.ahead() / 8) {
            // Not for every part, but long before the limit is reached.
            move(file, each);
        }
    }

    /** The current limit of a file; 0 for the whole file. Takes no lock. */
    long of(int file) {
        Running each = running.get(file);
        return each == null ? WHOLE : each.limit;
    }

    /**
     * Widens the limit of a download that has stopped, perhaps because its limit did not grow in time: doubles its
     * distance ahead, and the fourth time removes the limit, regardless of other downloads. The caller sends the new
     * limit to TDLib.
     *
     * @return false when the download had no limit to reach, or its limit was already removed
     */
    synchronized boolean widen(int file) {
        Running each = running.get(file);
        if (each == null || !each.limited || each.lifted) {
            return false;
        }
        each.widen();
        each.limit = each.next();
        return true;
    }

    /** Ends a download. TDLib receives no further limit for it, which might restart it. */
    synchronized void end(int file) {
        running.remove(file);
        if (running.size() == 1) {
            running.forEach(this::lift);
        }
    }

    @GuardedBy("this")
    private void lift(int file, Running each) {
        if (each.limit != WHOLE) {
            each.limit = WHOLE;
            sink.limit(file, WHOLE);
        }
    }

    @GuardedBy("this")
    private void move(int file, Running each) {
        long next = each.next();
        if (next != each.limit) {
            each.limit = next;
            sink.limit(file, next);
        }
    }

    /** Changed only under the limits' lock. */
    private static final class Running {
        private final long size;
        private final long from;
        private final long share;
        private final long half;
        private long here;
        private volatile long limit = WHOLE;
        private int wider = 1;
        private boolean limited;
        private boolean lifted;

        /** @param of the number of files, including this one */
        Running(long here, long size, long budget, int of) {
            this.here = here;
            this.size = size;
            from = here;
            half = budget / 2;
            share = Math.min(half, Math.max(SMALLEST_SHARE, budget / of));
        }

        void widen() {
            wider *= 2;
            lifted = wider > WIDEST;
        }

        long ahead() {
            return wider * Math.min(half, share + here - from);
        }

        long next() {
            if (lifted || size - here <= ahead()) {
                return WHOLE;
            }
            limited = true;
            return Math.max(limit, here + ahead());
        }
    }
}
