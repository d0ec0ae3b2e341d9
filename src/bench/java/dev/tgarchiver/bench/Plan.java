package dev.tgarchiver.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What is to be measured, and how thoroughly.
 *
 * @param rows what is measured, in order
 * @param networks over which networks files are downloaded
 * @param workers with how many workers, and lanes of raw TDLib
 * @param peers whether other programs are measured, too
 */
record Plan(List<Row> rows, List<Network> networks, List<Integer> workers, boolean peers) {

    static final List<String> ROWS =
            List.of("link", "songs", "small", "large", "mixed", "split", "walk", "nothing", "commands", "growth");

    static final String USAGE = """
            Usage: scripts/bench [ROW[:SCALE[:RUNS]]...] [--scale 1] [--runs 5] [--rtt 0,50,200] [--link 0,200]
                                 [--workers 1,3,5] [--no-peers]

            Rows: %s; all when none is named.
            A row may have a scale and a number of runs of its own: songs:0.1:3 walk
              --scale F      a fraction of the files, posts and (few large) bytes
              --runs N       how often each is measured, in turn with the others; the medians count
              --rtt MS,...   round trips in milliseconds
              --link N,...   width of the link in Mbit/s, 0 for unlimited
              --workers N,.. workers of the archiver, lanes of raw TDLib; rows other than songs take the most only
              --no-peers     without other programs
            """.formatted(String.join(", ", ROWS));

    /**
     * Something to measure.
     *
     * @param scale 1 for the sizes that the targets mean, less for less
     * @param rounds how often it is measured
     */
    record Row(String name, double scale, int rounds) {

        /** So many, scaled, but at least {@code least}. */
        int scaled(int count, int least) {
            return Math.max(least, (int) Math.round(count * scale));
        }

        @Override
        public String toString() {
            return name + ":" + scale + ":" + rounds;
        }
    }

    /** What is wrong with the arguments. */
    static final class BadUsage extends Exception {
        private static final long serialVersionUID = 1;

        BadUsage(String message) {
            super(message);
        }
    }

    static Plan parse(List<String> arguments) throws BadUsage {
        List<String> named = new ArrayList<>();
        double scale = 1;
        int rounds = 5;
        List<Integer> roundTrips = List.of(0, 50, 200);
        List<Integer> links = List.of(0, 200);
        List<Integer> workers = List.of(1, 3, 5);
        boolean peers = true;
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (argument.equals("--no-peers")) {
                peers = false;
            } else if (!argument.startsWith("--")) {
                named.add(argument);
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
        List<Row> rows = new ArrayList<>();
        for (String row : named.isEmpty() ? ROWS : named) {
            rows.add(row(row, scale, rounds));
        }
        if (rows.stream().anyMatch(row -> !(row.scale > 0) || row.rounds < 1)
                || workers.stream().anyMatch(count -> count < 1)) {
            throw new BadUsage("scales, runs and --workers must be more than 0");
        }
        List<Network> networks = new ArrayList<>();
        for (int roundTrip : roundTrips) {
            for (int link : links) {
                networks.add(new Network(roundTrip, link));
            }
        }
        return new Plan(List.copyOf(rows), networks, workers, peers);
    }

    private static Row row(String text, double scale, int rounds) throws BadUsage {
        String[] parts = text.split(":", -1);
        if (!ROWS.contains(parts[0]) || parts.length > 3) {
            throw new BadUsage("there is no row \"" + text + "\"");
        }
        try {
            return new Row(
                    parts[0],
                    parts.length > 1 ? Double.parseDouble(parts[1]) : scale,
                    parts.length > 2 ? Integer.parseInt(parts[2]) : rounds);
        } catch (NumberFormatException e) {
            throw new BadUsage("\"" + text + "\" needs numbers, as in songs:0.1:3");
        }
    }

    private static List<Integer> numbers(String list) {
        return Arrays.stream(list.split(",")).map(Integer::valueOf).toList();
    }
}
