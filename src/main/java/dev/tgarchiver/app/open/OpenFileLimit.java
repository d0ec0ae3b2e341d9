package dev.tgarchiver.app.open;

import dev.tgarchiver.telegram.TelegramFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many files this process may open. TDLib aborts the process at the limit, so it is not started below what it
 * needs.
 *
 * @param files the limit; empty where the system does not report one, or sets none
 */
public record OpenFileLimit(OptionalLong files) {

    /** Java raises the soft limit to the hard one when it starts, so this one is final. */
    private static final Pattern LINUX = Pattern.compile("Max open files +(\\d+) .*");

    /** Measured: Java, the libraries and the tracker have 40 open, */
    private static final int BASE = 100;

    /** and each TDLib client 26 and what it downloads; one that changes data centres or is replaced has more. */
    private static final int CLIENT = 50;

    public static OpenFileLimit ofProcess() {
        try {
            return of(Files.readAllLines(Path.of("/proc/self/limits")));
        } catch (IOException e) {
            // Not Linux.
            return new OpenFileLimit(OptionalLong.empty());
        }
    }

    public static OpenFileLimit of(List<String> limits) {
        return new OpenFileLimit(limits.stream()
                .map(LINUX::matcher)
                .filter(Matcher::matches)
                .mapToLong(line -> Long.parseLong(line.group(1)))
                .findFirst());
    }

    /**
     * Checks that the limit suffices for this number of TDLib clients.
     *
     * @throws TelegramFailure.Local when it does not; the message says what to do
     */
    public void requireFor(int clients) throws TelegramFailure {
        long needed = BASE + (long) CLIENT * clients;
        if (files.isEmpty() || files.getAsLong() >= needed) {
            return;
        }
        long possible = (files.getAsLong() - BASE) / CLIENT;
        String fewer = possible > 0 && clients > 1 ? ", or use at most " + possible + " workers (--workers)" : "";
        throw new TelegramFailure.Local("This process may open " + files.getAsLong() + " files, and "
                + (clients == 1 ? "TDLib needs " : clients + " TDLib clients need ") + needed
                + ". Raise the limit (ulimit -n " + needed + "; LimitNOFILE=" + needed
                + " in a systemd unit; --ulimit nofile=" + needed + " for a container)" + fewer
                + ". Nothing was changed.");
    }
}
