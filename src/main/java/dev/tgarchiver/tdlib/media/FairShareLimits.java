package dev.tgarchiver.tdlib.media;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How far each of a client's files, or of the ranges that it fetches of one, may be fetched now. TDLib gives its oldest
 * download all that it may have on the way
 * (ResourceManager.cpp), though that one asks for its parts with pauses, of 50 ms at first and 3 ms later
 * (FileDownloader.cpp), and so leaves the line idle. With a limit a little ahead of what is here, the next ones get the
 * rest, and they share the line. A file begins with its even share and, as its pauses become shorter, comes to have half.
 * A limit that grows before it is reached costs nothing; one that is reached stops the download. A file alone has none once
 * its first bytes are here. Thread-safe.
 */
final class FairShareLimits {

    /** Tells TDLib how far a file may be fetched from its beginning, in bytes; 0 for the whole. Must not block. */
    @FunctionalInterface
    interface LimitSink {
        void limit(int file, long bytes);
    }

    private static final long WHOLE = 0;

    /** Four parts, as TDLib asks for them: nobody's share is less. */
    private static final long SMALLEST_SHARE = 256 << 10;

    /** How many times as far ahead a file may be fetched as at first, before it has no limit any more. */
    private static final long WIDEST = 8;

    private final LimitSink telling;

    /** Changed under the lock only. */
    private final Map<Integer, Running> running = new ConcurrentHashMap<>();

    FairShareLimits(LimitSink telling) {
        this.telling = telling;
    }

    /**
     * A download begins; TDLib is told so by the caller, who then says {@link #announced}.
     *
     * @param here how many bytes from the file's beginning are here
     * @param size 0 when unknown
     * @param budget how many bytes of all its files this client may have on the way
     * @return how far it may be fetched at first, 0 for the whole
     */
    synchronized long begin(int file, long here, long size, long budget) {
        // Also when it is alone now: the next one may begin at once, and would find nothing left.
        Running begun = new Running(here, size, budget, running.size() + 1);
        running.put(file, begun);
        begun.limit = begun.next();
        if (running.size() > 1) {
            running.forEach((other, each) -> {
                if (each != begun && each.limit == WHOLE) {
                    move(other, each);
                }
            });
        }
        return begun.limit;
    }

    /** TDLib was told this limit when the download began; meanwhile it may have been told another, which would be lost. */
    synchronized void announced(int file, long limit) {
        Running each = running.get(file);
        if (each != null && each.limit != limit) {
            telling.limit(file, each.limit);
        }
    }

    /** So many bytes from the file's beginning are here. Does not block. */
    synchronized void arrived(int file, long here) {
        Running each = running.get(file);
        if (each == null) {
            return;
        }
        each.here = Math.max(each.here, here);
        if (running.size() == 1) {
            lift(file, each);
        } else if (each.limit != WHOLE && each.limit - each.here < each.ahead() - each.ahead() / 8) {
            // Not with every part, and long before the limit is reached.
            move(file, each);
        }
    }

    /** How far a file may be fetched now, 0 for the whole. Takes no lock. */
    long of(int file) {
        Running each = running.get(file);
        return each == null ? WHOLE : each.limit;
    }

    /**
     * A download has stopped, perhaps since its limit did not grow in time: from now on it may be fetched twice as far ahead,
     * and the fourth time without a limit, whatever else there is. TDLib is told so by the caller.
     *
     * @return false when it can have reached none, or may be fetched without one since the last time
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

    /** A download is over. TDLib is told nothing more of it, which might begin it anew. */
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
            telling.limit(file, WHOLE);
        }
    }

    @GuardedBy("this")
    private void move(int file, Running each) {
        long next = each.next();
        if (next != each.limit) {
            each.limit = next;
            telling.limit(file, next);
        }
    }

    /** Changed under the limits' lock only. */
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

        /** @param of how many files there are, with this one */
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
