package dev.tgarchiver.download;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** The first cause that ends the whole run: a full disk, a lost login. Safe for any thread. */
public final class RunAbort {

    private final AtomicReference<Exception> cause = new AtomicReference<>();
    private final Runnable stop;

    /** {@code stop} is called once, by the thread that reports the first cause. */
    public RunAbort(Runnable stop) {
        this.stop = stop;
    }

    /** The run cannot continue. */
    public void abort(Exception reason) {
        if (cause.compareAndSet(null, reason)) {
            stop.run();
        }
    }

    /** Why, if it was aborted. */
    public Optional<Exception> cause() {
        return Optional.ofNullable(cause.get());
    }
}
