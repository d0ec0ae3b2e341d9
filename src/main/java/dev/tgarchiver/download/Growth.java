package dev.tgarchiver.download;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.function.LongConsumer;

/**
 * How a file grows, from reports of how many of its bytes are here. The first is of those that were here before, which are
 * no growth. Thread-safe.
 */
final class Growth implements LongConsumer {

    private static final long NOTHING_SAID = -1;

    private final LongConsumer more;

    @GuardedBy("this")
    private long here = NOTHING_SAID;

    /** @param more told how many bytes each report has brought */
    Growth(LongConsumer more) {
        this.more = more;
    }

    @Override
    public synchronized void accept(long bytes) {
        if (here != NOTHING_SAID && bytes > here) {
            more.accept(bytes - here);
        }
        here = Math.max(here, bytes);
    }
}
