package dev.tgarchiver.download;

import dev.tgarchiver.download.queue.PostPrefetcher;
import dev.tgarchiver.download.tuning.AdmissionControl;
import dev.tgarchiver.download.tuning.ConcurrencyTuner;
import dev.tgarchiver.telegram.MediaSource;
import dev.tgarchiver.telegram.pace.Throttle;

/**
 * What a worker's threads share. Thread-safe.
 *
 * @param name such as {@code worker_1}
 * @param number from 1
 * @param of how many workers there are
 */
record WorkerContext(
        String name,
        int number,
        int of,
        MediaSource source,
        AdmissionControl admission,
        PostPrefetcher prefetcher,
        Throttle throttle,
        ConcurrencyTuner tuner) {

    /** What the worker of a number, from 1, is called. */
    static String nameOf(int number) {
        return "worker_" + number;
    }

    /**
     * Whether the worker may begin a file now. While the pace is reduced, since Telegram asked to wait again and again, so
     * is the number of workers; the first one always may. Else the crew decides.
     */
    boolean mayBegin() {
        double share = throttle.share();
        if (share < 1) {
            tuner.reset();
        }
        return number <= Math.max(1, Math.ceil(of * share)) && tuner.mayBegin(number);
    }
}
