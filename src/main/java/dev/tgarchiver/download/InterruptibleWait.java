package dev.tgarchiver.download;

import dev.tgarchiver.tracker.TrackerFailure;

/**
 * Tells the waits of a worker that hold up nothing from its work: whoever ends the run may interrupt the former at once. One
 * thread waits; any may stop it.
 */
final class InterruptibleWait {

    /** Something to wait for. */
    @FunctionalInterface
    interface Wait {
        void end() throws TrackerFailure, InterruptedException;
    }

    private volatile boolean waiting;
    private volatile boolean stopping;

    /** Blocks until the wait ends, while nothing is in flight that the end of the run would have to wait for. */
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

    /** No further wait starts; returns whether one is on that may be interrupted. */
    boolean stop() {
        stopping = true;
        return waiting;
    }
}
