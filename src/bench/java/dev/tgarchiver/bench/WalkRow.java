package dev.tgarchiver.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A first walk over long channels. */
final class WalkRow {

    private static final int[] POSTS = {100_000, 1_000_000};
    private static final int LEAST = 1_000;

    private final Workshop workshop;
    private final Plan.Row row;
    private final Report report;

    WalkRow(Workshop workshop, Plan.Row row, Report report) {
        this.workshop = workshop;
        this.row = row;
        this.report = report;
    }

    void run() throws IOException, InterruptedException {
        List<Figures> peaks = new ArrayList<>();
        for (int length : POSTS) {
            int posts = row.scaled(length, LEAST);
            double[] rates = new double[row.rounds()];
            double[] memory = new double[row.rounds()];
            double[] tracker = new double[row.rounds()];
            for (int round = 0; round < row.rounds(); round++) {
                WalkBench.Walk walk = WalkBench.walk(workshop.folder(), workshop.distribution(), posts);
                rates[round] = walk.posts() / walk.seconds();
                memory[round] = walk.memory().peak() / 1e6;
                tracker[round] = walk.trackerBytes() / (double) posts;
            }
            String condition = posts + " posts";
            Figures rate = new Figures(rates);
            Figures bytes = new Figures(tracker);
            Figures peak = new Figures(memory);
            peaks.add(peak);
            report.line("walk", condition, "first walk", rate, "posts/s");
            report.line("walk", condition, "peak memory", peak, "MB");
            report.line("walk", condition, "tracker", bytes, "B/post");
            report.atLeast("walk, " + condition + ": posts/s", rate, 5_000);
            report.atMost("walk, " + condition + ": tracker, bytes per post", bytes, 400);
        }
        report.atMost(
                "walk: peak memory of the longer / the shorter channel",
                peaks.get(1).over(peaks.get(0)),
                1.1);
    }
}
