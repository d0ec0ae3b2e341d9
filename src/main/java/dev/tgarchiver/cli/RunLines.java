package dev.tgarchiver.cli;

import dev.tgarchiver.app.run.RunRecord;
import dev.tgarchiver.report.StatsView.RunLine;
import dev.tgarchiver.tracker.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The tracker's runs as the console shows them. */
final class RunLines {

    private static final String RUNNING = "running";
    static final String KILLED = "killed";

    private RunLines() {}

    /** A run's current state; one without an end is running or, if its process has ended, was killed. */
    static RunLine of(Run run, Instant now) {
        boolean running = isRunning(run);
        Optional<Duration> took =
                (running ? Optional.of(now) : run.endedAt()).map(end -> Duration.between(run.startedAt(), end));
        return new RunLine(
                run.id(),
                run.startedAt(),
                took,
                run.outcome().orElse(running ? RUNNING : KILLED),
                run.posts(),
                run.files(),
                run.bytes(),
                run.failed(),
                run.command());
    }

    /** Whether it has no end and its process exists. */
    static boolean isRunning(Run run) {
        return run.outcome().isEmpty() && RunRecord.isAlive(run);
    }
}
