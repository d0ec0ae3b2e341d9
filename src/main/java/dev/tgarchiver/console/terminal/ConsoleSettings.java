package dev.tgarchiver.console.terminal;

import java.io.InputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The streams and properties of a console.
 *
 * @param out for results
 * @param err for progress and messages
 * @param in for answers
 * @param colour whether colours are wanted where there is a terminal
 * @param unicode whether the terminal's character set has blocks and lines
 * @param window the terminal's current size; called about ten times a second
 * @param clock for moments
 * @param nanoTime for durations; never goes back
 */
public record ConsoleSettings(
        Output out,
        Output err,
        Input in,
        boolean colour,
        boolean unicode,
        Supplier<WindowSize> window,
        Clock clock,
        LongSupplier nanoTime) {

    /** A stream to write to, and whether it is a terminal. */
    public record Output(PrintStream stream, boolean terminal) {}

    /** A stream to read from, and whether it is a terminal. */
    public record Input(InputStream stream, boolean terminal) {}
}
