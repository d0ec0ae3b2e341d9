package dev.tgarchiver.bench;

import dev.tgarchiver.localtelegram.TelegramServer;
import dev.tgarchiver.localtelegram.world.Channel;
import dev.tgarchiver.localtelegram.world.Media;
import dev.tgarchiver.localtelegram.world.Post;
import dev.tgarchiver.localtelegram.world.PostDraft;
import dev.tgarchiver.localtelegram.world.RemoteFile;
import dev.tgarchiver.program.Distribution;
import dev.tgarchiver.program.Installation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * Files per minute with 1, 3 and 5 workers: audio files of 3 to 10 MB over a network with a round trip of 50 ms, the
 * whole program timed from its start to its end, every archived byte compared afterwards. Beside them sequential TDLib: one
 * client, one file at a time, nothing hashed or kept. Each round runs all four one after the other, so that what else the
 * machine does touches them alike; the medians count.
 */
final class WorkersBench {

    private static final Duration ROUND_TRIP = Duration.ofMillis(50);
    private static final int[] WORKERS = {1, 3, 5};
    private static final long SMALLEST = 3_000_000;
    private static final long LARGEST = 10_000_000;

    private final Path folder;
    private final Distribution distribution;
    private final int files;
    private final int rounds;

    private WorkersBench(Path folder, Distribution distribution, int files, int rounds) {
        this.folder = folder;
        this.distribution = distribution;
        this.files = files;
        this.rounds = rounds;
    }

    /** Arguments: a folder to work in, the built distribution, how many files, how many rounds. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        new WorkersBench(
                        Path.of(arguments[0]),
                        new Distribution(Path.of(arguments[1])),
                        Integer.parseInt(arguments[2]),
                        Integer.parseInt(arguments[3]))
                .run();
    }

    private void run() throws IOException, InterruptedException {
        try (TelegramServer telegram = TelegramServer.start()) {
            telegram.world().user(Installation.PHONE).code(Installation.CODE).unlimited();
            telegram.conditions().roundTrip(ROUND_TRIP);
            // One worker alone takes longest: half of the files, spread over the same sizes, say as much.
            Channel half = channel(telegram, "half", files / 2);
            Channel all = channel(telegram, "all", files);
            System.out.printf(
                    "%d audio files of 3 to 10 MB (%d for 1 worker), %d ms round trip, %d processors, %d rounds%n",
                    files,
                    files / 2,
                    ROUND_TRIP.toMillis(),
                    Runtime.getRuntime().availableProcessors(),
                    rounds);
            Path library = new Workshop(folder, folder, distribution, folder, folder).library();
            Path session = RawTdlib.login(folder.resolve("sequential-session"), library, telegram);
            RawTdlib sequential = new RawTdlib(folder, library, telegram, session, 1);
            double[][] rates = new double[WORKERS.length][rounds];
            double[] sequentialRates = new double[rounds];
            for (int round = 0; round < rounds; round++) {
                sequentialRates[round] = sequentialRate(sequential, half);
                for (int i = 0; i < WORKERS.length; i++) {
                    Channel channel = WORKERS[i] == 1 ? half : all;
                    rates[i][round] = rate(telegram, channel, WORKERS[i]);
                }
            }
            report(rates, sequentialRates);
        }
    }

    private static Channel channel(TelegramServer telegram, String name, int count) {
        return telegram.world()
                .channel("Bench " + name)
                .username("bench_" + name)
                .posts(count, id -> {
                    // Small and large ones in turn, as a channel has them.
                    long step = (long) id * 37 % count;
                    long size = SMALLEST + (LARGEST - SMALLEST) * step / Math.max(1, count - 1);
                    return PostDraft.media(Media.audio("Artist", "Song " + id, RemoteFile.ofSize(size)));
                });
    }

    private static double sequentialRate(RawTdlib sequential, Channel channel)
            throws IOException, InterruptedException {
        List<Post> posts = channel.history().ids().stream()
                .map(channel.history()::required)
                .toList();
        long bytes = posts.stream()
                .mapToLong(post -> Objects.requireNonNull(post.media()).file().size())
                .sum();
        Duration took = sequential.download(channel, bytes);
        double rate = posts.size() * 60_000.0 / took.toMillis();
        System.out.printf(
                Locale.ROOT,
                "sequential TDLib: %d files in %.1f s, %.0f files/min%n",
                posts.size(),
                took.toMillis() / 1000.0,
                rate);
        return rate;
    }

    private double rate(TelegramServer telegram, Channel channel, int workers)
            throws IOException, InterruptedException {
        try (Trial run = Trial.in(folder, distribution, telegram)) {
            run.archiver().login();
            Duration took = run.download(channel, workers);
            int count = run.verify(channel);
            double rate = count * 60_000.0 / took.toMillis();
            System.out.printf(
                    Locale.ROOT,
                    "%d workers: %d files in %.1f s, %.0f files/min, all bytes right%n",
                    workers,
                    count,
                    took.toMillis() / 1000.0,
                    rate);
            return rate;
        }
    }

    private void report(double[][] rates, double[] sequentialRates) {
        System.out.printf("%n%12s %10s %8s   %s%n", "workers", "files/min", "times", "rounds");
        double sequential = median(sequentialRates);
        row("sequential", sequentialRates, sequential);
        for (int i = 0; i < WORKERS.length; i++) {
            row(Integer.toString(WORKERS[i]), rates[i], sequential);
        }
        System.out.printf(
                Locale.ROOT,
                "%nbench workers: 1 worker %.2f x, 3 workers %.2f x, 5 workers %.2f x sequential TDLib%n",
                median(rates[0]) / sequential,
                median(rates[1]) / sequential,
                median(rates[2]) / sequential);
    }

    private static void row(String name, double[] rates, double sequential) {
        StringBuilder each = new StringBuilder();
        for (double rate : rates) {
            each.append(String.format(Locale.ROOT, " %.0f", rate));
        }
        double middle = median(rates);
        System.out.printf(Locale.ROOT, "%12s %10.0f %8.2f  %s%n", name, middle, middle / sequential, each);
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
