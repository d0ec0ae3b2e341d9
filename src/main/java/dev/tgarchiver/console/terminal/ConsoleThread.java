package dev.tgarchiver.console.terminal;

import java.time.Duration;

/**
 * The thread that writes the terminal, or what stands for it in a test. Everything that is run here runs one after the
 * other, in the order in which it came.
 */
public interface ConsoleThread extends AutoCloseable {

    /** Runs it soon, on the terminal's thread. Does not block. */
    void soon(Runnable what);

    /** Runs it on the terminal's thread, after all that came before, and waits until it is done. */
    void now(Runnable what);

    /** Runs it again and again, this far apart, until the answer is closed. */
    Ticking every(Duration pause, Runnable what);

    /** From now on nobody waits any longer for somebody who does not read: what is written may get lost. */
    default void hurry() {}

    /** Does what is left to do, then ends. Later calls run on their caller's thread. */
    @Override
    void close();

    /** Something that recurs. */
    interface Ticking extends AutoCloseable {
        /** No further turn begins after this. */
        @Override
        void close();
    }
}
