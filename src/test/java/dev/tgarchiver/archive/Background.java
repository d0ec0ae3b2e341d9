package dev.tgarchiver.archive;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A thread of the test beside a run. */
final class Background implements AutoCloseable {

    private final ExecutorService executor = Executors.newSingleThreadExecutor();
    private final Future<?> work;

    /** What the thread does. */
    @FunctionalInterface
    interface Work {
        void run() throws Exception;
    }

    private Background(Work work) {
        this.work = executor.submit(() -> {
            work.run();
            return null;
        });
    }

    static Background start(Work work) {
        return new Background(work);
    }

    /** Waits until the work is done; throws what it threw. */
    void await() throws InterruptedException, ExecutionException {
        work.get();
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
