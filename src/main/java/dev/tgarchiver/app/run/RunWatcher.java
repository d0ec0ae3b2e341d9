package dev.tgarchiver.app.run;

import dev.tgarchiver.event.EventListener;
import dev.tgarchiver.progress.ProgressSnapshot;
import java.util.function.Supplier;

/** Shows a run while it runs. Events arrive on any thread; closed once the run has ended. */
public interface RunWatcher extends EventListener, AutoCloseable {

    /** Opens the display of a run. */
    interface Factory {

        /** {@code state} has the run's present state, at any time and on any thread. */
        RunWatcher open(Supplier<ProgressSnapshot> state);
    }

    @Override
    void close();
}
