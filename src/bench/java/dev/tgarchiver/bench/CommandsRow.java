package dev.tgarchiver.bench;

import dev.tgarchiver.localtelegram.TelegramServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The short commands on a long tracker; cleanup on many small files; verify on many small and on few large ones. Whole
 * processes are timed, and so is the bare loop that verify is compared with.
 */
final class CommandsRow {

    private static final int TRACKED = 1_000_000;
    private static final int ON_DISK = 100_000;
    private static final int LEAST = 100;
    private static final int SMALL = 2_000;
    private static final int LARGE = 4;
    private static final int LARGE_BYTES = 1_000_000_000;
    private static final int LARGE_BYTES_AT_LEAST = 1_000_000;

    private final Workshop workshop;
    private final Plan.Row row;
    private final Report report;

    CommandsRow(Workshop workshop, Plan.Row row, Report report) {
        this.workshop = workshop;
        this.row = row;
        this.report = report;
    }

    void run() throws IOException, InterruptedException {
        try (TelegramServer telegram = Workshop.server()) {
            tracked(telegram);
            small(telegram);
            large(telegram);
        }
    }

    private void tracked(TelegramServer telegram) throws IOException, InterruptedException {
        int files = row.scaled(TRACKED, LEAST);
        try (Trial run = workshop.trial(telegram)) {
            report.progress("making a tracker of " + files + " files");
            MadeArchive.tracked(run.archiver().tracker(), files);
            String condition = files + " tracked";
            Map<String, Double> wanted = new LinkedHashMap<>();
            wanted.put("--help", 0.25);
            wanted.put("--stats", 0.35);
            wanted.put("--progress", 0.35);
            Map<String, double[]> seconds = new LinkedHashMap<>();
            for (int round = 0; round < row.rounds(); round++) {
                for (String command : wanted.keySet()) {
                    seconds.computeIfAbsent(command, key -> new double[row.rounds()])[round] =
                            run.command(command).toMillis() / 1e3;
                }
            }
            seconds.forEach((command, samples) -> {
                Figures figures = new Figures(samples);
                report.line("commands", condition, command, figures, "s");
                report.atMost(command + ", " + condition + ", s", figures, wanted.getOrDefault(command, 0.0));
            });
        }
    }

    private void small(TelegramServer telegram) throws IOException, InterruptedException {
        int files = row.scaled(ON_DISK, LEAST);
        try (Trial run = workshop.trial(telegram)) {
            Path downloads = archive(run, files, SMALL);
            String condition = files + " files on disk";
            double[] cleanup = new double[row.rounds()];
            for (int round = 0; round < row.rounds(); round++) {
                cleanup[round] = run.command("--cleanup").toMillis() / 1e3;
            }
            Figures cleaned = new Figures(cleanup);
            report.line("commands", condition, "--cleanup", cleaned, "s");
            report.atMost("--cleanup, " + condition + ", s", cleaned, 2);
            verify(run, downloads, condition, (long) files * SMALL);
        }
    }

    private void large(TelegramServer telegram) throws IOException, InterruptedException {
        int bytes = row.scaled(LARGE_BYTES, LARGE_BYTES_AT_LEAST);
        try (Trial run = workshop.trial(telegram)) {
            Path downloads = archive(run, LARGE, bytes);
            verify(run, downloads, LARGE + " files of " + bytes / 1_000_000 + " MB", (long) LARGE * bytes);
        }
    }

    private Path archive(Trial run, int files, int bytes) throws IOException {
        report.progress("making an archive of " + files + " files of " + bytes + " bytes");
        Path downloads = run.archiver().downloads();
        MadeArchive.onDisk(run.archiver().tracker(), downloads, files, bytes);
        return downloads;
    }

    private void verify(Trial run, Path downloads, String condition, long bytes)
            throws IOException, InterruptedException {
        double[] verify = new double[row.rounds()];
        double[] bare = new double[row.rounds()];
        for (int round = 0; round < row.rounds(); round++) {
            bare[round] = hash(run, downloads, bytes);
            verify[round] = run.command("verify").toMillis() / 1e3;
        }
        Figures verified = new Figures(verify);
        Figures hashed = new Figures(bare);
        report.line("commands", condition, "verify", verified, "s");
        report.line("commands", condition, "bare SHA-256", hashed, "s", "a loop over all files, on all cores");
        report.atLeast("verify, " + condition + " / bare SHA-256 on all cores", hashed.over(verified), 0.9);
    }

    /** Reads and hashes every file on all cores, in a process of its own; returns the seconds. */
    private static double hash(Trial run, Path downloads, long bytes) throws IOException, InterruptedException {
        long started = System.nanoTime();
        String read = Child.run(
                run.archiver().folder(),
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BareHashMain.class.getName(),
                        downloads.toAbsolutePath().toString()));
        double seconds = (System.nanoTime() - started) / 1e9;
        if (!read.equals(Long.toString(bytes))) {
            throw new IllegalStateException("The bare loop read " + read + " bytes of " + bytes);
        }
        return seconds;
    }
}
