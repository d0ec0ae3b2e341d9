package dev.tgarchiver.app.maintenance;

import dev.tgarchiver.app.run.RunWatcher;
import dev.tgarchiver.archive.maintenance.Verification;
import dev.tgarchiver.progress.Meter;
import dev.tgarchiver.progress.ProgressSnapshot;
import dev.tgarchiver.tracker.TrackerFailure;
import java.util.function.Supplier;

/** Receives what a verification does, as it does it. Findings arrive on any thread. */
public interface VerifyWatcher extends Verification.Listener {

    /** Opens the display of the comparison. */
    Meter start(Verification verification) throws TrackerFailure;

    /** Opens the display of the repair. */
    RunWatcher repairing(Supplier<ProgressSnapshot> state);
}
