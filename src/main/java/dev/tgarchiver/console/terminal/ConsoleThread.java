package dev.tgarchiver.console.terminal;

import java.time.Duration;

/**
 * The thread that writes the terminal, or its replacement in a test. Runs everything one after the other, in the order
 * of the calls.
 */
public interface ConsoleThread extends AutoCloseable {

    /** Runs it soon, on the terminal's thread. Does not block. */
    void soon(Runnable what);

    /** Runs it on the terminal's thread, after all earlier calls, and waits until it is done. */
    void now(Runnable what);

    /** Runs it repeatedly, at this interval, until the result is closed. */
    Ticking every(Duration pause, Runnable what);

    /** Stops waiting for a reader that does not read: written text may get lost. */
    default void hurry() {}

    /** Does the remaining work, then ends. Later calls run on their caller's thread. */
    @Override
    void close();

    /** A recurring task. */
    interface Ticking extends AutoCloseable {
        /** No further run starts after this. */
        @Override
        void close();
    }
}
