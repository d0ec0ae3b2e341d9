package dev.tgarchiver.bench;

import dev.tgarchiver.localtelegram.TelegramServer;
import dev.tgarchiver.localtelegram.world.Channel;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Time against work: a walk of more and more posts, a download of more and more small files. Draws both. */
final class GrowthRow {

    private static final int[] POSTS = {100_000, 250_000, 500_000, 1_000_000};
    private static final int[] FILES = {10_000, 25_000, 50_000, 100_000};
    private static final int LEAST_POSTS = 1_000;
    private static final int LEAST_FILES = 20;
    private static final int WORKERS = 5;
    /** What one more post or file may cost in the second half, against the first. */
    private static final double LINEAR = 1.2;

    private final Workshop workshop;
    private final Plan.Row row;
    private final Report report;

    GrowthRow(Workshop workshop, Plan.Row row, Report report) {
        this.workshop = workshop;
        this.row = row;
        this.report = report;
    }

    void run() throws IOException, InterruptedException {
        Map<Integer, Double> walks = new LinkedHashMap<>();
        for (int length : POSTS) {
            int posts = row.scaled(length, LEAST_POSTS);
            WalkBench.Walk walk = WalkBench.walk(workshop.folder(), workshop.distribution(), posts);
            walks.put(posts, walk.seconds());
            tell(posts + " posts", posts, walk.seconds(), walk.memory());
        }
        Map<Integer, Double> downloads = new LinkedHashMap<>();
        for (int length : FILES) {
            int files = row.scaled(length, LEAST_FILES);
            downloads.put(files, download(files));
        }
        judge("posts", walks);
        judge("files", downloads);
        new Plot(walks, downloads).write(workshop.results().resolve("growth.svg"));
    }

    private double download(int files) throws IOException, InterruptedException {
        try (TelegramServer telegram = Workshop.server();
                Trial run = workshop.trial(telegram)) {
            Channel channel = FileSet.SMALL.channel(telegram, files / (double) FileSet.SMALL.count(1));
            run.archiver().login();
            Memory memory = new Memory();
            double seconds = run.download(channel, WORKERS, memory).toMillis() / 1e3;
            tell(files + " files", files, seconds, memory);
            return seconds;
        }
    }

    private void tell(String condition, int count, double seconds, Memory memory) {
        report.line(
                "growth",
                condition,
                "first run",
                new Figures(seconds),
                "s",
                Figures.number(count / seconds) + "/s, peak " + memory.peak() / 1_000_000 + " MB");
    }

    private void judge(String what, Map<Integer, Double> seconds) {
        Integer[] counts = seconds.keySet().toArray(Integer[]::new);
        if (counts.length < POSTS.length) {
            report.unmeasured("time is linear in " + what + " (the scale leaves too few sizes)", LINEAR);
            return;
        }
        double first = slope(seconds, counts[0], counts[1]);
        if (first <= 0) {
            report.unmeasured("time is linear in " + what + " (too short to tell one more from chance)", LINEAR);
            return;
        }
        double last = slope(seconds, counts[2], counts[3]);
        report.atMost(
                "cost of one more of the " + what + ", at the end / at the start", new Figures(last / first), LINEAR);
    }

    private static double slope(Map<Integer, Double> seconds, int from, int to) {
        return (seconds.getOrDefault(to, 0.0) - seconds.getOrDefault(from, 0.0)) / (to - from);
    }
}
