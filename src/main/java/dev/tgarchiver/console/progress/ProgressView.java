package dev.tgarchiver.console.progress;

import dev.tgarchiver.console.terminal.Console;
import dev.tgarchiver.event.EventListener;

/**
 * Shows a run while it happens. Events are counted on their own threads, in microseconds; the drawing is done on the
 * console's thread, at its own pace. {@link #close} guarantees the last state on display and waits until it is written;
 * further events after it are ignored.
 */
public interface ProgressView extends EventListener, AutoCloseable {

    @Override
    void close();

    /** Bars and one line per worker on a terminal, else one line every 30 seconds. */
    static ProgressView of(Console console) {
        return console.errIsTerminal() ? terminal(console) : plain(console);
    }

    /** As {@link #of}, and a line with the path of each file that is done. */
    static ProgressView verbose(Console console) {
        return new VerboseView(console, of(console));
    }

    /** Bars and one line per worker on standard error, at most ten times a second; messages scroll above them. */
    static ProgressView terminal(Console console) {
        return new TerminalView(console);
    }

    /** A line on standard error every 30 seconds, and when something happens that is worth one. */
    static ProgressView plain(Console console) {
        return new PlainView(console);
    }

    /** Each event as a JSON object in a line of its own on standard output. */
    static ProgressView json(Console console) {
        return new JsonView(console);
    }

    /** Warnings and failures only, on standard error. */
    static ProgressView quiet(Console console) {
        return new QuietView(console);
    }
}
