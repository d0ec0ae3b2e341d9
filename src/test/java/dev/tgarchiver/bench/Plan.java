package dev.tgarchiver.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What is to be measured, and how thoroughly.
 *
 * @param rows names of rows, in order
 * @param scale 1 for the sizes that the targets mean, less for less
 * @param rounds how often each is measured
 * @param networks over which networks files are downloaded
 * @param workers with how many workers, and lanes of raw TDLib
 * @param peers whether other programs are measured, too
 */
record Plan(List<String> rows, double scale, int rounds, List<Network> networks, List<Integer> workers, boolean peers) {

    static final List<String> ROWS =
            List.of("link", "songs", "small", "large", "mixed", "split", "walk", "nothing", "commands", "growth");

    static final String USAGE = """
            Usage: scripts/bench [ROW...] [--scale 1] [--runs 5] [--rtt 0,50,200] [--link 0,200] [--workers 1,3,5] [--no-peers]

            Rows: %s; all when none is named.
              --scale F      a fraction of the files, posts and (few large) bytes
              --runs N       how often each is measured, in turn with the others; the medians count
              --rtt MS,...   round trips in milliseconds
              --link N,...   width of the link in Mbit/s, 0 for unlimited
              --workers N,.. workers of the archiver, lanes of raw TDLib
              --no-peers     without other programs
            """.formatted(String.join(", ", ROWS));

    /** What is wrong with the arguments. */
    static final class BadUsage extends Exception {
        private static final long serialVersionUID = 1;

        BadUsage(String message) {
            super(message);
        }
    }

    static Plan parse(List<String> arguments) throws BadUsage {
        List<String> rows = new ArrayList<>();
        double scale = 1;
        int rounds = 5;
        List<Integer> roundTrips = List.of(0, 50, 200);
        List<Integer> links = List.of(0, 200);
        List<Integer> workers = List.of(1, 3, 5);
        boolean peers = true;
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (ROWS.contains(argument)) {
                rows.add(argument);
            } else if (argument.equals("--no-peers")) {
                peers = false;
            } else if (!argument.startsWith("--")) {
                throw new BadUsage("there is no row \"" + argument + "\"");
            } else if (i + 1 == arguments.size()) {
                throw new BadUsage(argument + " needs a value");
            } else {
                String value = arguments.get(++i);
                try {
                    switch (argument) {
                        case "--scale" -> scale = Double.parseDouble(value);
                        case "--runs" -> rounds = Integer.parseInt(value);
                        case "--rtt" -> roundTrips = numbers(value);
                        case "--link" -> links = numbers(value);
                        case "--workers" -> workers = numbers(value);
                        default -> throw new BadUsage("there is no option " + argument);
                    }
                } catch (NumberFormatException e) {
                    throw new BadUsage(argument + " needs a number, not \"" + value + "\"");
                }
            }
        }
        if (!(scale > 0) || rounds < 1 || workers.stream().anyMatch(count -> count < 1)) {
            throw new BadUsage("--scale, --runs and --workers must be more than 0");
        }
        List<Network> networks = new ArrayList<>();
        for (int roundTrip : roundTrips) {
            for (int link : links) {
                networks.add(new Network(roundTrip, link));
            }
        }
        return new Plan(rows.isEmpty() ? ROWS : List.copyOf(rows), scale, rounds, networks, workers, peers);
    }

    /** So many, scaled, but at least {@code least}. */
    int scaled(int count, int least) {
        return Math.max(least, (int) Math.round(count * scale));
    }

    private static List<Integer> numbers(String list) {
        return Arrays.stream(list.split(",")).map(Integer::valueOf).toList();
    }
}
