package dev.tgarchiver.download;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.function.LongConsumer;

/**
 * Turns reports of how many bytes of a file are received into how many each adds. The first report is of bytes received
 * earlier, and adds none. Thread-safe.
 */
final class Growth implements LongConsumer {

    private static final long NO_REPORT = -1;

    private final LongConsumer more;

    @GuardedBy("this")
    private long total = NO_REPORT;

    /** @param more receives how many bytes each report adds */
    Growth(LongConsumer more) {
        this.more = more;
    }

    @Override
    public synchronized void accept(long bytes) {
        if (total != NO_REPORT && bytes > total) {
            more.accept(bytes - total);
        }
        total = Math.max(total, bytes);
    }
}
