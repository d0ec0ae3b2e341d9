package dev.tgarchiver.cli;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.tgarchiver.console.Signals;

/**
 * Ctrl-C and SIGTERM: the first one asks the work to end, the second one ends the process at once, which is equally safe
 * for the archive.
 */
final class Interrupts {

    @GuardedBy("this")
    private Runnable action = () -> {};

    @GuardedBy("this")
    private boolean requested;

    /** Listens from now on. */
    Interrupts() {
        Signals.on("INT", this::signal);
        Signals.on("TERM", this::signal);
    }

    /** What an interrupt does from now on; at once, if one has come already. Called on a thread of its own. */
    void onInterrupt(Runnable next) {
        synchronized (this) {
            action = next;
            if (!requested) {
                return;
            }
        }
        next.run();
    }

    /** Whether an interrupt has come. */
    synchronized boolean requested() {
        return requested;
    }

    private void signal() {
        Runnable now;
        synchronized (this) {
            if (requested) {
                QuickExit.now(ExitCode.INTERRUPTED);
            }
            requested = true;
            now = action;
        }
        now.run();
    }
}
