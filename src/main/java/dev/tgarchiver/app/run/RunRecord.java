package dev.tgarchiver.app.run;

import dev.tgarchiver.model.Outcome;
import dev.tgarchiver.progress.RunTotals;
import dev.tgarchiver.storage.local.BootId;
import dev.tgarchiver.time.Time;
import dev.tgarchiver.tracker.Run;
import dev.tgarchiver.tracker.RunLog;
import dev.tgarchiver.tracker.Tracker;
import dev.tgarchiver.tracker.TrackerFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** This run's row in the tracker, with what identifies the process if it dies. */
public record RunRecord(Tracker tracker, long run, Time time) {

    private static final Duration CLOCK_CORRECTION = Duration.ofSeconds(3);

    /** After the name, which may hold anything and ends at the last parenthesis: state is the first. */
    private static final int START_FIELD = 19;

    /** The unit of the times that Linux reports, on every platform that this program supports. */
    private static final long TICK_MILLIS = 10;

    public static RunRecord start(Tracker tracker, String command, Time time) throws TrackerFailure {
        return start(tracker, new RunLog.Commands(command, ""), time);
    }

    public static RunRecord start(Tracker tracker, RunLog.Commands commands, Time time) throws TrackerFailure {
        ProcessHandle process = ProcessHandle.current();
        Instant now = time.now();
        Instant start = processStart(process).orElse(now);
        return new RunRecord(
                tracker, tracker.startRun(process.pid(), start, BootId.current().value(), commands, now), time);
    }

    public void end(RunTotals totals, Outcome outcome) throws TrackerFailure {
        String word = outcome.key();
        tracker.finishRun(run, word, totals.files(), totals.bytes(), totals.failed(), time.now());
    }

    /** Whether the process of a run still exists: the same number, started at the same time, in this boot. */
    public static boolean isAlive(Run run) {
        return run.bootId().equals(BootId.current().value())
                && ProcessHandle.of(run.pid())
                        .flatMap(RunRecord::processStart)
                        .filter(start -> Duration.between(start, run.processStart())
                                        .abs()
                                        .compareTo(CLOCK_CORRECTION)
                                < 0)
                        .isPresent();
    }

    /**
     * When a process started. Where the system reports it, counted from its boot, as if that had been in 1970: Java
     * counts from the time of the boot, which changes when the clock is set, so that a running process would seem to
     * have ended.
     */
    public static Optional<Instant> processStart(ProcessHandle process) {
        try {
            String status = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
            String[] fields =
                    status.substring(status.lastIndexOf(')') + 1).strip().split(" ");
            return Optional.of(Instant.ofEpochMilli(Long.parseLong(fields[START_FIELD]) * TICK_MILLIS));
        } catch (IOException | RuntimeException e) {
            // Not Linux, or the process has ended, which the system's own answer shows, too.
            return process.info().startInstant();
        }
    }
}
