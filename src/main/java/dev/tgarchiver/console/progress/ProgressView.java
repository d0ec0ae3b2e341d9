package dev.tgarchiver.console.progress;

import dev.tgarchiver.console.terminal.Console;
import dev.tgarchiver.event.EventListener;

/**
 * Shows a run live. Events are counted on their own threads, in microseconds; the console's thread draws at its own
 * pace. {@link #close} guarantees that the last state is displayed and waits until it is written; later events are
 * ignored.
 */
public interface ProgressView extends EventListener, AutoCloseable {

    @Override
    void close();

    /** Bars and one line per worker on a terminal, else one line every 30 seconds. */
    static ProgressView of(Console console) {
        return console.errIsTerminal() ? terminal(console) : plain(console);
    }

    /** As {@link #of}, with a line for the path of each finished file. */
    static ProgressView verbose(Console console) {
        return new VerboseView(console, of(console));
    }

    /** Bars and one line per worker on standard error, at most ten times a second; messages scroll above them. */
    static ProgressView terminal(Console console) {
        return new TerminalView(console);
    }

    /** A line on standard error every 30 seconds, and for each notable event. */
    static ProgressView plain(Console console) {
        return new PlainView(console);
    }

    /** Each event as a JSON object on its own line on standard output. */
    static ProgressView json(Console console) {
        return new JsonView(console);
    }

    /** Warnings and failures only, on standard error. */
    static ProgressView quiet(Console console) {
        return new QuietView(console);
    }
}
