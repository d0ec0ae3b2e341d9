package dev.tgarchiver.console.terminal;

import dev.tgarchiver.time.Time;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One daemon thread. */
final class TerminalThread implements ConsoleThread {

    private static final Logger LOG = LoggerFactory.getLogger(TerminalThread.class);
    private static final String NAME = "console";

    /** How long to wait for a reader: before the program ends, and at its end. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Duration SHORT_PATIENCE = Duration.ofSeconds(1);
    private static final Duration POLL = Duration.ofMillis(100);

    private static final long IDLE = Long.MIN_VALUE;

    private volatile @Nullable Thread thread;
    private volatile boolean hurried;

    /** Start of the thread's current task, in nanoseconds. */
    private volatile long busySince = IDLE;

    private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = new Thread(task, NAME);
        thread.setDaemon(true);
        this.thread = thread;
        return thread;
    });
    private final Object afterClose = new Object();

    TerminalThread() {
        executor.setRemoveOnCancelPolicy(true);
        executor.setContinueExistingPeriodicTasksAfterShutdownPolicy(false);
    }

    @Override
    public void soon(Runnable what) {
        try {
            executor.execute(() -> logged(what));
        } catch (RejectedExecutionException closed) {
            onCaller(what);
        }
    }

    @Override
    public void now(Runnable what) {
        if (Thread.currentThread() == thread) {
            what.run();
            return;
        }
        Future<?> done;
        try {
            done = executor.submit(() -> logged(what));
        } catch (RejectedExecutionException closed) {
            onCaller(what);
            return;
        }
        try {
            await(done);
        } catch (InterruptedException e) {
            // It is still written, in its order; only the waiting ends.
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private void await(Future<?> done) throws InterruptedException, ExecutionException {
        while (!(hurried && isStuck())) {
            try {
                done.get(POLL.toNanos(), TimeUnit.NANOSECONDS);
                return;
            } catch (TimeoutException e) {
                // Then it checks again whether there is a reader.
            }
        }
    }

    /** Whether a write has waited for its reader for a while. */
    private boolean isStuck() {
        long since = busySince;
        return since != IDLE && Time.SYSTEM.nanoTime() - since > SHORT_PATIENCE.toNanos();
    }

    @Override
    public void hurry() {
        hurried = true;
    }

    @Override
    public Ticking every(Duration pause, Runnable what) {
        try {
            ScheduledFuture<?> recurring = executor.scheduleWithFixedDelay(
                    () -> logged(what), pause.toNanos(), pause.toNanos(), TimeUnit.NANOSECONDS);
            return () -> recurring.cancel(false);
        } catch (RejectedExecutionException closed) {
            return () -> {};
        }
    }

    @Override
    public void close() {
        executor.shutdown();
        boolean interrupted = false;
        try {
            // A reader that has stopped reading must not prevent the program's end.
            long end = Time.SYSTEM.nanoTime() + PATIENCE.toNanos();
            while (!executor.awaitTermination(POLL.toNanos(), TimeUnit.NANOSECONDS)
                    && Time.SYSTEM.nanoTime() < end
                    && !(hurried && isStuck())) {
                // There may still be a reader.
            }
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void onCaller(Runnable what) {
        synchronized (afterClose) {
            what.run();
        }
    }

    /** A failing display must not end the timer, nor the run. */
    private void logged(Runnable what) {
        busySince = Time.SYSTEM.nanoTime();
        try {
            what.run();
        } catch (RuntimeException e) {
            LOG.error("The console failed", e);
        } finally {
            busySince = IDLE;
        }
    }
}
