package dev.tgarchiver.console.terminal;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * The only way to standard output and standard error. Results go to standard output, progress and messages to standard
 * error. One thread writes; all methods may be called from any thread. It makes text safe (see {@link SafeText}), so
 * callers pass titles and captions as they are.
 */
public final class Console implements AutoCloseable {

    private final ConsoleSettings settings;
    private final ConsoleThread turn;
    // On the terminal's thread only.
    private final LiveBlock block = new LiveBlock();
    private List<StyledLine> blockLines = List.of();

    /** A console of its own thread, which starts with the first output. */
    public Console(ConsoleSettings settings) {
        this(settings, new TerminalThread());
    }

    Console(ConsoleSettings settings, ConsoleThread turn) {
        this.settings = settings;
        this.turn = turn;
    }

    /**
     * The console of this process, as its environment describes it: {@code NO_COLOR}, {@code TERM}, {@code COLUMNS}, the
     * locale, and which of its streams are terminals.
     *
     * @param colour false when the user asked for none
     */
    public static Console ofProcess(boolean colour) {
        return new Console(ProcessStreams.settings(colour));
    }

    /** The width of help on this process's standard output: the terminal's columns, or 80. */
    public static int helpColumns() {
        return ProcessStreams.outWindow().columns();
    }

    /**
     * Prints a result to standard output: one line, whatever the text contains, so that a foreign name cannot start a
     * new line. Waits until it is written.
     */
    public void print(String text) {
        String line = SafeText.text(text) + "\n";
        turn.now(() -> write(settings.out(), line));
    }

    /** Prints a table to standard output, as wide as the window, or as it needs when there is none. */
    public void print(Table table) {
        turn.now(() -> write(settings.out(), joined(table.lines(outWidth(), outPaint(), symbols()))));
    }

    /** Prints a JSON value to standard output, in one line of UTF-8. */
    public void print(JsonNode json) {
        String line = JsonLine.of(json);
        turn.now(() -> write(settings.out(), line + "\n"));
    }

    /** Prints a notice on standard error, in one line. Waits until it is written. */
    public void info(String text) {
        message(new Message(Message.Level.INFO, text));
    }

    /** Warns the user on standard error, in one line. Waits until it is written. */
    public void warn(String text) {
        message(new Message(Message.Level.WARNING, text));
    }

    /** Prints an error on standard error, in one line. Waits until it is written. */
    public void error(String text) {
        message(new Message(Message.Level.ERROR, text));
    }

    /** Prints several errors, a line for each. */
    public void error(List<String> lines) {
        message(new Message(Message.Level.ERROR, lines));
    }

    private void message(Message message) {
        turn.now(() -> write(settings.err(), message.render(errPaint())));
    }

    /**
     * Standard output for a library that writes its own text, such as command-line help. The text is written as it is,
     * line by line, with its escape sequences: never pass foreign text here.
     */
    public PrintWriter resultWriter() {
        return new PrintWriter(new LineWriter(line -> turn.now(() -> write(settings.out(), line))), true);
    }

    /** Like {@link #resultWriter}, for standard error. */
    public PrintWriter messageWriter() {
        return new PrintWriter(new LineWriter(line -> turn.now(() -> write(settings.err(), line))), true);
    }

    /** Whether results go to a terminal. */
    public boolean outIsTerminal() {
        return settings.out().terminal();
    }

    /** Whether messages go to a terminal. */
    public boolean errIsTerminal() {
        return settings.err().terminal();
    }

    /** Whether results are coloured. */
    public boolean outIsColoured() {
        return outPaint().on();
    }

    /** Shows typed text again if a question has hidden it: for a process that ends before there is an answer. */
    public void showTyping() {
        if (settings.in().terminal()) {
            EchoOff.end();
        }
    }

    /** Asks the user. */
    public Prompt prompt() {
        return new Prompt(this, settings.in());
    }

    /**
     * Stops waiting for a reader that does not read: printed text may get lost after a moment. For a program that has
     * to end.
     */
    public void hurry() {
        turn.hurry();
    }

    /** Writes what is left, and ends the thread. A console that is closed still writes, on the caller's thread. */
    @Override
    public void close() {
        turn.now(() -> {
            settings.out().stream().flush();
            settings.err().stream().flush();
        });
        turn.close();
    }

    public ConsoleThread turn() {
        return turn;
    }

    public Clock clock() {
        return settings.clock();
    }

    public LongSupplier nanoTime() {
        return settings.nanoTime();
    }

    public Symbols symbols() {
        return Symbols.of(settings.unicode());
    }

    public boolean unicode() {
        return settings.unicode();
    }

    public AnsiStyle outPaint() {
        return AnsiStyle.of(settings.colour() && settings.out().terminal());
    }

    public AnsiStyle errPaint() {
        return AnsiStyle.of(settings.colour() && settings.err().terminal());
    }

    public WindowSize window() {
        return settings.window().get();
    }

    /** Columns for results: the window's, or unlimited when they are piped. */
    int outWidth() {
        return settings.out().terminal() ? window().columns() : Integer.MAX_VALUE;
    }

    /** Writes text to standard error as it is, after removing the block. On the terminal's thread only. */
    public void writeErr(String text) {
        write(settings.err(), text);
    }

    /** Writes lines to standard output. On the terminal's thread only. */
    public void writeOut(String text) {
        write(settings.out(), text);
    }

    /** Redraws the block at the bottom of the terminal. On the terminal's thread only. */
    public void drawBlock(List<StyledLine> lines, WindowSize window) {
        blockLines = lines;
        put(settings.err().stream(), block.draw(lines, window));
    }

    /** Leaves the block's last lines on the screen and ends it. On the terminal's thread only. */
    public void leaveBlock() {
        blockLines = List.of();
        block.leave();
    }

    private void write(ConsoleSettings.Output output, String text) {
        PrintStream stream = output.stream();
        if (blockLines.isEmpty() || !output.terminal()) {
            put(stream, text);
            return;
        }
        WindowSize window = window();
        String erase = block.erase(window);
        String draw = block.draw(blockLines, window);
        PrintStream err = settings.err().stream();
        if (stream == err) {
            put(err, erase + text + draw);
        } else {
            put(err, erase);
            put(stream, text);
            put(err, draw);
        }
    }

    private static void put(PrintStream stream, String text) {
        if (!text.isEmpty()) {
            stream.print(text);
            stream.flush();
        }
    }

    private static String joined(List<String> lines) {
        return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
    }

    /** Passes whole lines on, so that two writers never mix within one. */
    private static final class LineWriter extends Writer {
        private final Consumer<String> lines;
        private final StringBuilder partial = new StringBuilder();

        LineWriter(Consumer<String> lines) {
            this.lines = lines;
        }

        @Override
        public void write(char[] text, int offset, int length) {
            synchronized (lock) {
                partial.append(text, offset, length);
                int end = partial.lastIndexOf("\n") + 1;
                if (end > 0) {
                    lines.accept(partial.substring(0, end));
                    partial.delete(0, end);
                }
            }
        }

        @Override
        public void flush() {
            synchronized (lock) {
                if (partial.length() > 0) {
                    lines.accept(partial.toString());
                    partial.setLength(0);
                }
            }
        }

        @Override
        public void close() {
            flush();
        }
    }
}
