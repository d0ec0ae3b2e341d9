package dev.tgarchiver.app;

/**
 * How work ends before its time: the front end decides when, the work says how. Safe for any thread.
 *
 * <p>While work must {@linkplain #start end in order}, the first request to stop stops it; a second one, or a stop that
 * takes too long, may end the process at once, which is equally safe for the archive.
 */
public interface Shutdown {

    /**
     * Marks work on this thread that must end in order: a request to stop interrupts the thread. If one has already
     * arrived, it does so now.
     */
    void start();

    /**
     * Sets how the work ends in order; runs it at once if a request has already arrived.
     *
     * @param notice the message for the user when it stops
     * @param stop must not wait for the user; called on a thread of its own, or on this one
     */
    void stopBy(String notice, Runnable stop);

    /** Marks the end of the work that must end in order. */
    void end();

    /** Ends the calling work here if a request to stop has arrived. */
    void check() throws InterruptedException;

    /** Sets what to do before the process exits at once, while the work lasts. Must be quick. */
    void beforeLeaving(Runnable action);

    /**
     * Sets whether the process may run the exit handlers of its native libraries. TDLib's destroy what its threads use,
     * unless all clients have closed before.
     */
    void allowExitHandlers(boolean allowed);

    /**
     * Ends the process at once: a native call that must not return is about to. Does not return.
     *
     * @param why the message for the user
     */
    void abandon(CompletionStatus status, String why);
}
