package dev.tgarchiver.bench;

import dev.tgarchiver.localtelegram.TelegramServer;
import dev.tgarchiver.localtelegram.world.Channel;
import dev.tgarchiver.localtelegram.world.Media;
import dev.tgarchiver.localtelegram.world.PostDraft;
import dev.tgarchiver.localtelegram.world.RemoteFile;
import dev.tgarchiver.program.Distribution;
import dev.tgarchiver.program.Installation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/**
 * One large file with four workers: split over their lanes, and not. The whole program is timed from its start to its
 * end, every archived byte compared afterwards, both in turn, so that what else the machine does touches them alike.
 */
final class SplitBench {

    private static final int WORKERS = 4;
    private static final String[] WAYS = {"off", "32MiB"};

    private final Path folder;
    private final Distribution distribution;

    private SplitBench(Path folder, Distribution distribution) {
        this.folder = folder;
        this.distribution = distribution;
    }

    /** Arguments: a folder to work in, the built distribution, megabytes, milliseconds of round trip, how many rounds. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        new SplitBench(Path.of(arguments[0]), new Distribution(Path.of(arguments[1])))
                .run(
                        Long.parseLong(arguments[2]),
                        Duration.ofMillis(Long.parseLong(arguments[3])),
                        Integer.parseInt(arguments[4]));
    }

    private void run(long megabytes, Duration roundTrip, int rounds) throws IOException, InterruptedException {
        try (TelegramServer telegram = TelegramServer.start()) {
            telegram.world().user(Installation.PHONE).code(Installation.CODE).unlimited();
            telegram.conditions().roundTrip(roundTrip);
            Channel channel = telegram.world()
                    .channel("Bench split")
                    .username("bench_split")
                    .posts(
                            1,
                            id -> PostDraft.media(
                                    Media.document("large.bin", RemoteFile.ofSize(megabytes * 1_000_000))));
            System.out.printf(
                    "one file of %d MB, %d ms round trip, %d workers, %d processors, %d rounds%n",
                    megabytes,
                    roundTrip.toMillis(),
                    WORKERS,
                    Runtime.getRuntime().availableProcessors(),
                    rounds);
            double[][] seconds = new double[WAYS.length][rounds];
            for (int round = 0; round < rounds; round++) {
                for (int way = 0; way < WAYS.length; way++) {
                    seconds[way][round] = seconds(telegram, channel, WAYS[way]);
                }
            }
            report(megabytes, seconds);
        }
    }

    private double seconds(TelegramServer telegram, Channel channel, String splitAbove)
            throws IOException, InterruptedException {
        try (Trial run = Trial.in(folder, distribution, telegram)) {
            run.archiver().configure("  split_above: " + splitAbove);
            run.archiver().login();
            double seconds = run.download(channel, WORKERS).toMillis() / 1000.0;
            int files = run.verify(channel);
            System.out.printf(
                    Locale.ROOT, "split_above %s: %.1f s, %d file, all bytes right%n", splitAbove, seconds, files);
            return seconds;
        }
    }

    private static void report(long megabytes, double[][] seconds) {
        System.out.printf("%n%12s %8s %8s %8s %8s%n", "split_above", "seconds", "from", "to", "MB/s");
        for (int way = 0; way < WAYS.length; way++) {
            double[] sorted = seconds[way].clone();
            Arrays.sort(sorted);
            System.out.printf(
                    Locale.ROOT,
                    "%12s %8.1f %8.1f %8.1f %8.1f%n",
                    WAYS[way],
                    median(sorted),
                    sorted[0],
                    sorted[sorted.length - 1],
                    megabytes / median(sorted));
        }
        System.out.printf(Locale.ROOT, "%nsplit / not split: %.2f x%n", median(seconds[0]) / median(seconds[1]));
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
