package dev.tgarchiver.app.run;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.tgarchiver.app.open.Trackers;
import dev.tgarchiver.config.Configuration;
import dev.tgarchiver.progress.ProgressSnapshot;
import dev.tgarchiver.storage.ArchiveHome;
import dev.tgarchiver.time.Time;
import dev.tgarchiver.tracker.Run;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.TrackerReader;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Watches the run of another process: through the tracker and the file that the run keeps. Does not disturb it. For one
 * thread, except {@link #leave}.
 */
public final class RunMonitor implements AutoCloseable {

    /** A run writes its state twice a second; without a new one for this long, something is wrong. */
    public static final Duration SILENCE = Duration.ofSeconds(10);

    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final int RECENT = 10;

    private final Time time = Time.SYSTEM;
    private final ArchiveHome home;
    private final @Nullable TrackerReader tracker;
    private final Object pause = new Object();

    @GuardedBy("pause")
    private boolean left;

    private RunMonitor(ArchiveHome home, @Nullable TrackerReader tracker) {
        this.home = home;
        this.tracker = tracker;
    }

    /** Opens it; there need not be an archive yet. */
    public static RunMonitor open(Configuration configuration) throws TrackerFailure {
        try {
            return new RunMonitor(configuration.home(), Trackers.openReadOnly(configuration));
        } catch (TrackerFailure e) {
            if (e.kind() != TrackerFailure.Kind.MISSING) {
                throw e;
            }
            return new RunMonitor(configuration.home(), null);
        }
    }

    /** The newest run, which may still be running. */
    public Optional<Run> last() throws TrackerFailure {
        return recent(1).stream().findFirst();
    }

    /** What the tracker has of the run now. */
    public Run refresh(Run run) throws TrackerFailure {
        return recent(RECENT).stream()
                .filter(recent -> recent.id() == run.id())
                .findFirst()
                .orElse(run);
    }

    private List<Run> recent(int runs) throws TrackerFailure {
        return tracker == null ? List.of() : tracker.lastRuns(runs);
    }

    /** The state that a run wrote last; empty if it has not written any yet. */
    public Optional<ProgressSnapshot> state(Run run) {
        return ProgressFile.read(home, run.id());
    }

    /** The state of a run that has not written any yet: what the tracker has counted. */
    public ProgressSnapshot unknown(Run run) {
        return ProgressSnapshot.starting(
                run.id(), time.now(), Duration.between(run.startedAt(), time.now()), run.files(), run.bytes());
    }

    /** The time since a state was written. */
    public Duration silence(ProgressSnapshot state) {
        return Duration.between(state.at(), time.now());
    }

    /** A run as it is shown now. */
    public RunLine line(Run run) {
        return RunLines.of(run, time.now());
    }

    /** Waits that long, or until the run ends; true when {@link #leave} ended the wait. */
    public boolean await(Run run, Duration every) throws InterruptedException, TrackerFailure {
        long end = time.nanoTime() + every.toNanos();
        while (true) {
            synchronized (pause) {
                long rest = end - time.nanoTime();
                if (left || rest <= 0) {
                    return left;
                }
                time.await(pause, Duration.ofNanos(Math.min(rest, PAUSE.toNanos())));
            }
            if (!RunLines.isRunning(refresh(run))) {
                return false;
            }
        }
    }

    /** Ends every wait, now and later. Any thread. */
    public void leave() {
        synchronized (pause) {
            left = true;
            pause.notifyAll();
        }
    }

    @Override
    public void close() throws TrackerFailure {
        if (tracker != null) {
            tracker.close();
        }
    }
}
