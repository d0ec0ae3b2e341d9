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
 * @param of number of workers
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

    /** The name of the worker with a number, from 1. */
    static String nameOf(int number) {
        return "worker_" + number;
    }

    /**
     * Whether the worker may start a file now. Repeated flood waits reduce the pace, and the number of workers with it;
     * the first worker always may. Otherwise the tuner decides.
     */
    boolean mayStart() {
        double share = throttle.share();
        if (share < 1) {
            tuner.reset();
        }
        return number <= Math.max(1, Math.ceil(of * share)) && tuner.mayStart(number);
    }
}
