package dev.tgarchiver.archive;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.tgarchiver.storage.StorageFailure;
import dev.tgarchiver.time.Time;
import dev.tgarchiver.tracker.TrackerFailure;
import java.time.Duration;
import java.util.function.Consumer;

/** A thread that ends a run when its time is up or a check fails. */
final class RunWatchdog implements AutoCloseable {

    private static final Duration INTERVAL = Duration.ofSeconds(2);

    /** Done every two seconds; fails when the run cannot continue, as when the disk is full. */
    @FunctionalInterface
    interface Check {
        void run() throws StorageFailure, TrackerFailure;
    }

    private final Check check;
    private final Duration limit;
    private final Runnable timeIsUp;
    private final Consumer<Exception> failed;
    private final Time time;
    private final Thread thread = new Thread(this::watch, "run-watch");

    @GuardedBy("this")
    private boolean closed;

    /**
     * Starts watching.
     *
     * @param limit time limit; zero for none
     * @param timeIsUp called once, by the watching thread
     * @param failed called once, by the watching thread, with the message for the user
     */
    static RunWatchdog start(Check check, Duration limit, Runnable timeIsUp, Consumer<Exception> failed, Time time) {
        RunWatchdog watch = new RunWatchdog(check, limit, timeIsUp, failed, time);
        watch.thread.setDaemon(true);
        watch.thread.start();
        return watch;
    }

    private RunWatchdog(Check check, Duration limit, Runnable timeIsUp, Consumer<Exception> failed, Time time) {
        this.check = check;
        this.limit = limit;
        this.timeIsUp = timeIsUp;
        this.failed = failed;
        this.time = time;
    }

    private void watch() {
        long started = time.nanoTime();
        try {
            while (isOpen()) {
                check.run();
                Duration left = limit.minusNanos(time.nanoTime() - started);
                boolean limited = !limit.isZero();
                if (limited && (left.isNegative() || left.isZero())) {
                    timeIsUp.run();
                    return;
                }
                await(limited && left.compareTo(INTERVAL) < 0 ? left : INTERVAL);
            }
        } catch (StorageFailure | TrackerFailure e) {
            failed.accept(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized boolean isOpen() {
        return !closed;
    }

    private synchronized void await(Duration patience) throws InterruptedException {
        if (!closed) {
            time.await(this, patience);
        }
    }

    /** Stops watching. Does not block. */
    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
    }
}
