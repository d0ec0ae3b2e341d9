package dev.tgarchiver.download.queue;

/** A thread that waits for a file. All methods are called under the queue's monitor, and must not block. */
public interface Taker {

    /** The worker that the thread belongs to. */
    String worker();

    /** Whether its worker has no other file: then it precedes those that have one. */
    boolean isIdle();

    /** Whether it may start a file now; at least one taker always may. */
    boolean mayStart();

    /** Called when there is no file for it, though it may start one. */
    void foundNothing();

    /**
     * Whether there is another worker's file to help with while there is none to take. Call {@link DownloadQueue#wake}
     * when that changes.
     */
    boolean canHelp();

    /** Takes any file, and never helps. */
    Taker OF_ANY_FILE = new Taker() {
        @Override
        public String worker() {
            return "";
        }

        @Override
        public boolean isIdle() {
            return true;
        }

        @Override
        public boolean mayStart() {
            return true;
        }

        @Override
        public void foundNothing() {}

        @Override
        public boolean canHelp() {
            return false;
        }
    };
}
