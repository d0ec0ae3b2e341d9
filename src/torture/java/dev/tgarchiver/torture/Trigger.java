package dev.tgarchiver.torture;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Waits until something has happened so many times, or cannot happen any more. Safe for any thread. */
final class Trigger {

    private final Aim aim;

    @GuardedBy("this")
    private int left;

    @GuardedBy("this")
    private boolean over;

    Trigger(Aim aim, int count) {
        this.aim = aim;
        left = count;
    }

    /** It has happened once, if this is what is waited for. */
    synchronized void happened(Aim what) {
        if (what == aim && --left == 0) {
            notifyAll();
        }
    }

    /** It will not happen again. */
    synchronized void end() {
        over = true;
        notifyAll();
    }

    /** Waits for it, at most so long. */
    synchronized void await(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        for (long rest = patience.toNanos(); left > 0 && !over && rest > 0; rest = end - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, rest);
        }
    }
}
