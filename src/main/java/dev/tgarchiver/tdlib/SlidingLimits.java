package dev.tgarchiver.tdlib;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How far each of a client's whole files may be fetched now. TDLib gives its oldest download all that it may have on the way
 * (ResourceManager.cpp), though that one asks for its parts with pauses, of 50 ms at first and 3 ms later
 * (FileDownloader.cpp), and so leaves the line idle. With a limit a little ahead of what is here, the next one gets the
 * rest, and they share the line. A limit that grows before it is reached costs nothing; one that is reached stops the
 * download. A file alone has none. Thread-safe.
 */
final class SlidingLimits {

    /** Tells TDLib how far a file may be fetched from its beginning, in bytes; 0 for the whole. Must not block. */
    @FunctionalInterface
    interface Telling {
        void limit(int file, long bytes);
    }

    private static final long WHOLE = 0;

    /** How many times as far ahead a file may be fetched as at first, before it has no limit any more. */
    private static final long WIDEST = 8;

    private final Telling telling;

    /** Changed under the lock only. */
    private final Map<Integer, Running> running = new ConcurrentHashMap<>();

    SlidingLimits(Telling telling) {
        this.telling = telling;
    }

    /**
     * A download begins; TDLib is told so by the caller, who then says {@link #told}.
     *
     * @param here how many bytes from the file's beginning are here
     * @param size 0 when unknown
     * @param ahead how many bytes more than are here it may be fetched while there are others
     * @return how far it may be fetched at first, 0 for the whole
     */
    synchronized long begin(int file, long here, long size, long ahead) {
        Running begun = new Running(here, size, ahead);
        running.put(file, begun);
        if (running.size() > 1) {
            begun.limit = begun.next();
            running.forEach((other, each) -> {
                if (each != begun && each.limit == WHOLE) {
                    move(other, each);
                }
            });
        }
        return begun.limit;
    }

    /** TDLib was told this limit when the download began; meanwhile it may have been told another, which would be lost. */
    synchronized void told(int file, long limit) {
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
        // Not with every part, and long before the limit is reached.
        if (each.limit != WHOLE && each.limit - each.here < each.ahead - each.ahead / 4) {
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
            running.forEach((last, each) -> {
                if (each.limit != WHOLE) {
                    each.limit = WHOLE;
                    telling.limit(last, WHOLE);
                }
            });
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
        private final long widest;
        private long ahead;
        private long here;
        private volatile long limit = WHOLE;
        private boolean limited;
        private boolean lifted;

        Running(long here, long size, long ahead) {
            this.here = here;
            this.size = size;
            this.ahead = ahead;
            this.widest = WIDEST * ahead;
        }

        void widen() {
            ahead *= 2;
            lifted = ahead > widest;
        }

        long next() {
            if (lifted || size - here <= ahead) {
                return WHOLE;
            }
            limited = true;
            return here + ahead;
        }
    }
}
