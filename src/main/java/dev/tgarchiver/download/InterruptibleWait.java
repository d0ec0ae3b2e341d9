package dev.tgarchiver.download;

import dev.tgarchiver.tracker.TrackerFailure;

/**
 * Tells a worker's idle waits from its work: the end of a run may interrupt an idle wait at once. One thread waits; any
 * may stop it.
 */
final class InterruptibleWait {

    /** Something to wait for. */
    @FunctionalInterface
    interface Wait {
        void end() throws TrackerFailure, InterruptedException;
    }

    private volatile boolean waiting;
    private volatile boolean stopping;

    /** Blocks until the wait ends. The caller has nothing in flight that the end of the run would have to wait for. */
    void await(Wait wait) throws TrackerFailure, InterruptedException {
        waiting = true;
        try {
            if (stopping) {
                throw new InterruptedException();
            }
            wait.end();
        } finally {
            waiting = false;
        }
    }

    /** No further wait starts; returns whether the thread waits now, and may be interrupted. */
    boolean stop() {
        stopping = true;
        return waiting;
    }
}
