package dev.tgarchiver.localtelegram;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The command line of a server that runs alone.
 *
 * @param keys where authorization keys are kept, null for nowhere
 * @param sha256 where the list of files goes, null for nowhere
 * @param everything where the list of what {@code @everything} holds goes, null for no such channel
 * @param tdlib where the patched library goes
 */
record LocalTelegramOptions(
        int port,
        Duration roundTrip,
        long bandwidth,
        long bandwidthPerConnection,
        int channelFiles,
        boolean premium,
        @Nullable Path keys,
        @Nullable Path sha256,
        @Nullable Path everything,
        Path tdlib,
        Path originalTdlib) {

    static final String USAGE = """
            Usage: local-telegram [--port N] [--rtt 50ms] [--bandwidth 200Mbit/s] [--connection-bandwidth 50Mbit/s]
                                  [--channel-files N] [--premium] [--keys FILE] [--sha256 FILE] [--everything FILE]
                                  [--tdlib FILE]

            Runs a Telegram server on 127.0.0.1 with a demo world, and prints how to use it.

              --port N                   port of the SOCKS5 proxy that leads to the server; 0 takes a free one (9050)
              --rtt TIME                 round-trip time, such as 50ms or 1s (0ms)
              --bandwidth RATE           of all connections together, such as 200Mbit/s or 25MB/s (unlimited)
              --connection-bandwidth RATE  of each connection (unlimited)
              --channel-files N          files in the channel @demo (126)
              --premium                  the user has Telegram Premium
              --keys FILE                keep log-ins here, so that they outlive the server
              --sha256 FILE              write one line per file: SHA-256, size, message id, kind, name
              --everything FILE          also have @everything and @everything_forum with a post of every kind, and
                                         @everything_discussed with comments; write what an archive must hold. The word "change" on the standard input edits a post
                                         and deletes another
              --tdlib FILE               where to put the TDLib that talks to the server
                                         (target/local-telegram/libtdjson.so)
              --original-tdlib FILE      the library to make it from (target/archiver/lib/native/libtdjson.so)

            Ends with its standard input or with SIGTERM.
            """;

    private static final Pattern RATE = Pattern.compile("(\\d+)(k|M|G)?(bit|B)/s");
    private static final Pattern TIME = Pattern.compile("(\\d+)(ms|s)");

    /** Thrown when the command line makes no sense, with a sentence that says why. */
    static final class BadUsage extends Exception {
        BadUsage(String message) {
            super(message);
        }
    }

    static LocalTelegramOptions parse(List<String> arguments) throws BadUsage {
        int port = 9050;
        Duration roundTrip = Duration.ZERO;
        long bandwidth = 0;
        long perConnection = 0;
        int files = 126;
        boolean premium = false;
        Path keys = null;
        Path sha256 = null;
        Path everything = null;
        Path tdlib = Path.of("target", "local-telegram", "libtdjson.so");
        Path original = Path.of("target", "archiver", "lib", "native", "libtdjson.so");
        Deque<String> rest = new ArrayDeque<>(arguments);
        while (!rest.isEmpty()) {
            String option = rest.remove();
            switch (option) {
                case "--port" -> port = number(option, value(option, rest));
                case "--rtt" -> roundTrip = time(value(option, rest));
                case "--bandwidth" -> bandwidth = rate(value(option, rest));
                case "--connection-bandwidth" -> perConnection = rate(value(option, rest));
                case "--channel-files" -> files = number(option, value(option, rest));
                case "--premium" -> premium = true;
                case "--keys" -> keys = Path.of(value(option, rest));
                case "--sha256" -> sha256 = Path.of(value(option, rest));
                case "--everything" -> everything = Path.of(value(option, rest));
                case "--tdlib" -> tdlib = Path.of(value(option, rest));
                case "--original-tdlib" -> original = Path.of(value(option, rest));
                default -> throw new BadUsage("Unknown option " + option);
            }
        }
        return new LocalTelegramOptions(
                port, roundTrip, bandwidth, perConnection, files, premium, keys, sha256, everything, tdlib, original);
    }

    private static String value(String option, Deque<String> rest) throws BadUsage {
        String value = rest.poll();
        if (value == null) {
            throw new BadUsage(option + " needs a value");
        }
        return value;
    }

    private static int number(String option, String value) throws BadUsage {
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new BadUsage(option + " needs a number, not " + value);
        }
    }

    private static Duration time(String value) throws BadUsage {
        Matcher matcher = TIME.matcher(value);
        if (!matcher.matches()) {
            throw new BadUsage("A time is written like 50ms or 1s, not " + value);
        }
        long amount = Long.parseLong(matcher.group(1));
        return matcher.group(2).equals("ms") ? Duration.ofMillis(amount) : Duration.ofSeconds(amount);
    }

    /** Bytes per second. */
    static long rate(String value) throws BadUsage {
        Matcher matcher = RATE.matcher(value);
        if (!matcher.matches()) {
            throw new BadUsage("A rate is written like 200Mbit/s or 25MB/s, not " + value);
        }
        long factor =
                switch (String.valueOf(matcher.group(2)).toLowerCase(Locale.ROOT)) {
                    case "k" -> 1_000L;
                    case "m" -> 1_000_000L;
                    case "g" -> 1_000_000_000L;
                    default -> 1L;
                };
        long amount = Long.parseLong(matcher.group(1)) * factor;
        return matcher.group(3).equals("bit") ? amount / 8 : amount;
    }
}
