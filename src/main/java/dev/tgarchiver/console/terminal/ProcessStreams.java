package dev.tgarchiver.console.terminal;

import dev.tgarchiver.time.Time;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The nature of this process's streams. */
final class ProcessStreams {

    /** A frame is one write, so that a terminal never shows half of it. */
    private static final int BUFFER = 64 << 10;

    private ProcessStreams() {}

    static ConsoleSettings settings(boolean colour) {
        Map<String, String> environment = System.getenv();
        boolean out = isTerminal(1);
        boolean err = isTerminal(2);
        return new ConsoleSettings(
                output(FileDescriptor.out, out),
                // On a terminal that cannot redraw, progress is plain lines, as in a log.
                new ConsoleSettings.Output(
                        output(FileDescriptor.err, err).stream(), err && canBeDrawnUpon(environment, isWindows())),
                new ConsoleSettings.Input(System.in, isTerminal(0)),
                colour && colourAllowed(environment),
                isUnicode(localeCharset()),
                new TerminalSize(environment.get("COLUMNS"), out || err),
                Clock.systemUTC(),
                Time.SYSTEM::nanoTime);
    }

    /** The size of the terminal on standard output; the usual one without a terminal. */
    static WindowSize outWindow() {
        return isTerminal(1) ? new TerminalSize(System.getenv("COLUMNS"), true).get() : WindowSize.USUAL;
    }

    private static ConsoleSettings.Output output(FileDescriptor descriptor, boolean terminal) {
        Charset charset = terminal ? terminalCharset() : StandardCharsets.UTF_8;
        PrintStream stream =
                new PrintStream(new BufferedOutputStream(new FileOutputStream(descriptor), BUFFER), false, charset);
        return new ConsoleSettings.Output(stream, terminal);
    }

    static boolean colourAllowed(Map<String, String> environment) {
        String term = environment.getOrDefault("TERM", "");
        boolean windows = environment.containsKey("WT_SESSION");
        return environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !term.equals("dumb")
                && (windows || !term.isEmpty());
    }

    /** Whether the terminal moves its cursor; an editor's or a serial line's may only print. */
    static boolean canBeDrawnUpon(Map<String, String> environment, boolean windows) {
        String term = environment.getOrDefault("TERM", "");
        return !term.equals("dumb") && (windows || !term.isEmpty());
    }

    /**
     * The terminal's character set. A locale without one (LANG=C, as in containers) says nothing about the terminal,
     * which nearly always reads UTF-8: titles use it, and only the display's own characters keep to ASCII.
     */
    static Charset terminalCharset() {
        Charset locale = localeCharset();
        return locale.equals(StandardCharsets.US_ASCII) ? StandardCharsets.UTF_8 : locale;
    }

    private static Charset localeCharset() {
        // The launcher sets another locale for file names; the first one here is the user's own.
        return Stream.of("archiver.charset", "stdout.encoding", "sun.stdout.encoding", "native.encoding")
                .map(System::getProperty)
                .filter(name -> name != null && Charset.isSupported(name))
                .findFirst()
                .map(Charset::forName)
                .orElse(StandardCharsets.UTF_8);
    }

    static boolean isUnicode(Charset charset) {
        return charset.newEncoder().canEncode("…▏▎▍▌▋▊▉█▀▄─");
    }

    /** Whether a file descriptor is a terminal: from /proc on Linux, else by asking the shell. */
    private static boolean isTerminal(int descriptor) {
        if (isWindows()) {
            return hasConsole();
        }
        try {
            String target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor))
                    .toString();
            if (target.startsWith("/dev/pts/") || target.startsWith("/dev/tty")) {
                return true;
            }
            if (target.equals("/dev/null") || target.contains(":[") || Files.isRegularFile(Path.of(target))) {
                return false;
            }
        } catch (IOException noSuchView) {
            // Not Linux.
        }
        return ShellQuery.succeeds("test -t " + descriptor);
    }

    private static boolean isWindows() {
        return System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("windows");
    }

    /** From JDK 22 on there is always a console, which says itself whether it is a terminal. */
    @SuppressWarnings("SystemConsoleNull")
    private static boolean hasConsole() {
        java.io.Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return Boolean.TRUE.equals(
                    java.io.Console.class.getMethod("isTerminal").invoke(console));
        } catch (ReflectiveOperationException before22) {
            return true;
        }
    }
}
