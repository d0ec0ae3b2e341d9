package dev.tgarchiver.archive;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.tgarchiver.storage.StorageFailure;
import dev.tgarchiver.time.Time;
import java.time.Duration;
import java.util.function.Consumer;

/** A thread that ends a run when its time is up or the disk is full. */
final class RunWatchdog implements AutoCloseable {

    private static final Duration INTERVAL = Duration.ofSeconds(2);

    /** Fails when the disk is full. */
    @FunctionalInterface
    interface SpaceCheck {
        void check() throws StorageFailure;
    }

    private final SpaceCheck space;
    private final Duration limit;
    private final Runnable timeIsUp;
    private final Consumer<Exception> diskIsFull;
    private final Time time;
    private final Thread thread = new Thread(this::watch, "run-watch");

    @GuardedBy("this")
    private boolean closed;

    /**
     * Starts watching.
     *
     * @param limit time limit; zero for none
     * @param timeIsUp called once, by the watching thread
     * @param diskIsFull called once, by the watching thread, with the message for the user
     */
    static RunWatchdog start(
            SpaceCheck space, Duration limit, Runnable timeIsUp, Consumer<Exception> diskIsFull, Time time) {
        RunWatchdog watch = new RunWatchdog(space, limit, timeIsUp, diskIsFull, time);
        watch.thread.setDaemon(true);
        watch.thread.start();
        return watch;
    }

    private RunWatchdog(
            SpaceCheck space, Duration limit, Runnable timeIsUp, Consumer<Exception> diskIsFull, Time time) {
        this.space = space;
        this.limit = limit;
        this.timeIsUp = timeIsUp;
        this.diskIsFull = diskIsFull;
        this.time = time;
    }

    private void watch() {
        long started = time.nanoTime();
        try {
            while (isOpen()) {
                space.check();
                Duration left = limit.minusNanos(time.nanoTime() - started);
                boolean limited = !limit.isZero();
                if (limited && (left.isNegative() || left.isZero())) {
                    timeIsUp.run();
                    return;
                }
                await(limited && left.compareTo(INTERVAL) < 0 ? left : INTERVAL);
            }
        } catch (StorageFailure e) {
            diskIsFull.accept(e);
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
