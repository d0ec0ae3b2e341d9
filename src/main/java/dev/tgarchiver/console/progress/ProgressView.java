package dev.tgarchiver.console.progress;

import dev.tgarchiver.console.terminal.Console;
import dev.tgarchiver.event.EventListener;
import dev.tgarchiver.progress.ProgressSnapshot;
import java.util.function.Supplier;

/**
 * Shows a run live, from its events and the snapshots of its progress, which the console's thread draws at its own
 * pace. {@link #close} guarantees that the last state is displayed and waits until it is written; later events are
 * ignored.
 */
public interface ProgressView extends EventListener, AutoCloseable {

    @Override
    void close();

    /** Bars and one line per worker on a terminal, else one line every 30 seconds. */
    static ProgressView of(Console console, Supplier<ProgressSnapshot> run) {
        return console.errIsTerminal() ? terminal(console, run) : plain(console, run);
    }

    /** As {@link #of}, with a line for the path of each finished file. */
    static ProgressView verbose(Console console, Supplier<ProgressSnapshot> run) {
        return new VerboseView(console, of(console, run));
    }

    /** Bars and one line per worker on standard error, at most ten times a second; messages scroll above them. */
    static ProgressView terminal(Console console, Supplier<ProgressSnapshot> run) {
        return new TerminalView(console, run);
    }

    /** A line on standard error every 30 seconds, and for each notable event. */
    static ProgressView plain(Console console, Supplier<ProgressSnapshot> run) {
        return new PlainView(console, run);
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
