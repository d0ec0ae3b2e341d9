package dev.tgarchiver.cli;

import dev.tgarchiver.archive.ArchiveRun;
import dev.tgarchiver.event.Event.RunFinished.Outcome;
import dev.tgarchiver.storage.BootId;
import dev.tgarchiver.throttle.Time;
import dev.tgarchiver.tracker.Run;
import dev.tgarchiver.tracker.Tracker;
import dev.tgarchiver.tracker.TrackerFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** This run's line in the tracker, with what identifies the process should it die. */
record RunRecord(Tracker tracker, long run, Time time) {

    private static final Duration CLOCK_CORRECTION = Duration.ofSeconds(3);

    static RunRecord begin(Tracker tracker, String command, Time time) throws TrackerFailure {
        ProcessHandle process = ProcessHandle.current();
        Instant now = time.now();
        Instant start = process.info().startInstant().orElse(now);
        return new RunRecord(
                tracker, tracker.startRun(process.pid(), start, BootId.current().value(), command, now), time);
    }

    void end(ArchiveRun.Done done, Outcome outcome) throws TrackerFailure {
        String word = outcome.name().toLowerCase(Locale.ROOT);
        tracker.finishRun(run, word, done.files(), done.bytes(), done.failed(), time.now());
    }

    /**
     * Whether the process of a run is still there: the same number, started at the same time, in this boot. The start is
     * counted from the boot's time, which the system corrects now and then, by less than it takes to use up all numbers.
     */
    static boolean isAlive(Run run) {
        return run.bootId().equals(BootId.current().value())
                && ProcessHandle.of(run.pid())
                        .flatMap(process -> process.info().startInstant())
                        .filter(start -> Duration.between(start, run.processStart())
                                        .abs()
                                        .compareTo(CLOCK_CORRECTION)
                                < 0)
                        .isPresent();
    }
}
