package dev.tgarchiver.download.tuning;

import dev.tgarchiver.time.Time;
import java.util.OptionalLong;

/**
 * A worker's throughput as the run has measured it: the best of its recent half seconds, because a slow one shows small
 * files, a wait or the end of a file rather than the link. Guarded by its owner.
 */
final class Throughput {

    private static final long SLICE_NANOS = 500_000_000;

    /** How much of the best remains a slice later: a link that has become slow shows after a few seconds. */
    private static final double FADING = 0.9;

    private final Time time;
    private long sliceStart;
    private long bytes;
    private double best;
    private boolean started;

    Throughput(Time time) {
        this.time = time;
    }

    /** Reports how many more bytes are received. */
    void received(long more) {
        long now = time.nanoTime();
        if (!started) {
            started = true;
            sliceStart = now;
        } else if (now - sliceStart >= SLICE_NANOS) {
            best = Math.max(best * FADING, bytes * 1e9 / (now - sliceStart));
            sliceStart = now;
            bytes = 0;
        }
        bytes += more;
    }

    /** Empty until half a second is measured. */
    OptionalLong bytesPerSecond() {
        return best > 0 ? OptionalLong.of((long) best) : OptionalLong.empty();
    }
}
