package dev.tgarchiver.console;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One daemon thread. */
final class TerminalThread implements Turn {

    private static final Logger LOG = LoggerFactory.getLogger(TerminalThread.class);
    private static final String NAME = "console";

    private volatile @Nullable Thread thread;

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
            done.get();
        } catch (InterruptedException e) {
            // It is still written, in its order; only the waiting ends.
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
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
            // A reader that has stopped reading must not keep the program from ending.
            executor.awaitTermination(5, TimeUnit.SECONDS);
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

    /** A display that fails must not end the ticking, nor the run. */
    private static void logged(Runnable what) {
        try {
            what.run();
        } catch (RuntimeException e) {
            LOG.error("The console failed", e);
        }
    }
}
