package dev.tgarchiver.download.tuning;

import dev.tgarchiver.time.Time;
import java.util.OptionalLong;

/**
 * How fast a worker's bytes come, as the run has measured it: the best of its recent half seconds, because a slow one tells
 * more of small files, of a wait or of the end of a file than of the line. Guarded by whoever has it.
 */
final class Throughput {

    private static final long SLICE_NANOS = 500_000_000;

    /** What a slice later is left of the best: a line that has become slow is known for it after a few seconds. */
    private static final double FADING = 0.9;

    private final Time time;
    private long begin;
    private long bytes;
    private double best;
    private boolean begun;

    Throughput(Time time) {
        this.time = time;
    }

    /** So many more bytes are here. */
    void arrived(long more) {
        long now = time.nanoTime();
        if (!begun) {
            begun = true;
            begin = now;
        } else if (now - begin >= SLICE_NANOS) {
            best = Math.max(best * FADING, bytes * 1e9 / (now - begin));
            begin = now;
            bytes = 0;
        }
        bytes += more;
    }

    /** Empty until half a second is measured. */
    OptionalLong bytesPerSecond() {
        return best > 0 ? OptionalLong.of((long) best) : OptionalLong.empty();
    }
}
