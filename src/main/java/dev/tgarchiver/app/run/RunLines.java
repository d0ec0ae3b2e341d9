package dev.tgarchiver.app.run;

import dev.tgarchiver.tracker.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** The tracker's runs as they are shown. */
public final class RunLines {

    private static final String RUNNING = "running";
    private static final String KILLED = "killed";

    private static final Set<String> EARLY = Set.of(KILLED, "interrupted", "limit_reached", "aborted");

    private RunLines() {}

    /** A run's current state; one without an end is running or, if its process has ended, was killed. */
    public static RunLine of(Run run, Instant now) {
        boolean running = isRunning(run);
        Optional<Duration> took =
                (running ? Optional.of(now) : run.endedAt()).map(end -> Duration.between(run.startedAt(), end));
        return new RunLine(
                run.id(),
                run.startedAt(),
                took,
                run.outcome().orElse(running ? RUNNING : KILLED),
                run.posts(),
                run.edited(),
                run.deleted(),
                run.files(),
                run.bytes(),
                run.failed(),
                run.command());
    }

    /** Whether a later run resumes what it left. */
    public static boolean endedEarly(RunLine run) {
        return EARLY.contains(run.outcome());
    }

    /** Whether it has no end and its process exists. */
    public static boolean isRunning(Run run) {
        return run.outcome().isEmpty() && RunRecord.isAlive(run);
    }
}
