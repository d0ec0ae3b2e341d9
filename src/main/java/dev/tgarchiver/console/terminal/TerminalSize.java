package dev.tgarchiver.console.terminal;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The size of this process's terminal. Read on first use, and again after the system has signalled a change; in between
 * it costs nothing. The terminal itself is asked first: {@code COLUMNS} does not follow the window.
 */
final class TerminalSize implements Supplier<WindowSize> {

    private static final Pattern STTY = Pattern.compile("(\\d+) (\\d+)");

    private final @Nullable String columns;
    private final boolean terminal;
    // The first call reads the size and subscribes to changes.
    private final AtomicBoolean stale = new AtomicBoolean();
    private final AtomicBoolean watching = new AtomicBoolean();
    private volatile WindowSize size = WindowSize.USUAL;

    TerminalSize(@Nullable String columns, boolean terminal) {
        this.columns = columns;
        this.terminal = terminal;
    }

    @Override
    public WindowSize get() {
        if (watching.compareAndSet(false, true)) {
            if (terminal) {
                Signals.on("WINCH", () -> stale.set(true));
            }
            size = read();
        } else if (stale.compareAndSet(true, false)) {
            size = read();
        }
        return size;
    }

    private WindowSize read() {
        Optional<String> told = terminal ? ShellQuery.output("stty size </dev/tty") : Optional.empty();
        return of(told.orElse(""), columns);
    }

    /** From what {@code stty size} says, else from {@code COLUMNS}, else as usual. A size of zero is none. */
    static WindowSize of(String stty, @Nullable String columns) {
        Matcher told = STTY.matcher(stty);
        if (told.matches() && positive(told.group(1)) && positive(told.group(2))) {
            return new WindowSize(Integer.parseInt(told.group(2)), Integer.parseInt(told.group(1)));
        }
        return columns != null && positive(columns)
                ? new WindowSize(Integer.parseInt(columns), WindowSize.USUAL.rows())
                : WindowSize.USUAL;
    }

    private static boolean positive(String number) {
        return number.matches("[1-9]\\d{0,4}");
    }
}
