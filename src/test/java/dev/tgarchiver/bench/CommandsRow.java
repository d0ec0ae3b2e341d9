package dev.tgarchiver.bench;

import dev.tgarchiver.localtelegram.LocalTelegram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The short commands on a long tracker, cleanup and verify on many small files. */
final class CommandsRow {

    private static final int TRACKED = 1_000_000;
    private static final int ON_DISK = 100_000;
    private static final int LEAST = 100;

    private final Workshop workshop;
    private final Plan plan;
    private final Report report;

    CommandsRow(Workshop workshop, Plan plan, Report report) {
        this.workshop = workshop;
        this.plan = plan;
        this.report = report;
    }

    void run() throws IOException, InterruptedException {
        try (LocalTelegram telegram = Workshop.server()) {
            tracked(telegram);
            onDisk(telegram);
        }
    }

    private void tracked(LocalTelegram telegram) throws IOException, InterruptedException {
        int files = plan.scaled(TRACKED, LEAST);
        try (BenchRun run = workshop.installation(telegram)) {
            MadeArchive.make(run.path("data/tracker.db"), Optional.empty(), files);
            String condition = files + " tracked";
            Map<String, Double> wanted = new LinkedHashMap<>();
            wanted.put("--help", 0.25);
            wanted.put("--stats", 0.35);
            wanted.put("--progress", 0.35);
            Map<String, double[]> seconds = new LinkedHashMap<>();
            for (int round = 0; round < plan.rounds(); round++) {
                for (String command : wanted.keySet()) {
                    seconds.computeIfAbsent(command, key -> new double[plan.rounds()])[round] =
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

    private void onDisk(LocalTelegram telegram) throws IOException, InterruptedException {
        int files = plan.scaled(ON_DISK, LEAST);
        try (BenchRun run = workshop.installation(telegram)) {
            Path downloads = run.path("data/downloads");
            MadeArchive.make(run.path("data/tracker.db"), Optional.of(downloads), files);
            String condition = files + " files on disk";
            double[] cleanup = new double[plan.rounds()];
            double[] verify = new double[plan.rounds()];
            double[] plain = new double[plan.rounds()];
            for (int round = 0; round < plan.rounds(); round++) {
                cleanup[round] = run.command("--cleanup").toMillis() / 1e3;
                plain[round] = hashAll(downloads);
                verify[round] = run.command("verify").toMillis() / 1e3;
            }
            Figures cleaned = new Figures(cleanup);
            Figures verified = new Figures(verify);
            Figures hashed = new Figures(plain);
            report.line("commands", condition, "--cleanup", cleaned, "s");
            report.line("commands", condition, "verify", verified, "s");
            report.line("commands", condition, "plain SHA-256", hashed, "s", "a loop over all files, on all cores");
            report.atMost("--cleanup, " + condition + ", s", cleaned, 2);
            report.atLeast("verify, " + condition + " / plain SHA-256 on all cores", hashed.over(verified), 0.9);
        }
    }

    /** Reads and hashes every file on all cores; returns the seconds. */
    private static double hashAll(Path folder) throws IOException {
        long started = System.nanoTime();
        List<Path> files;
        try (Stream<Path> paths = Files.walk(folder)) {
            files = paths.filter(Files::isRegularFile).toList();
        }
        long distinct =
                files.parallelStream().map(CommandsRow::sha256).distinct().count();
        if (distinct == 0) {
            throw new IllegalStateException("Nothing to hash in " + folder);
        }
        return (System.nanoTime() - started) / 1e9;
    }

    private static String sha256(Path file) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
