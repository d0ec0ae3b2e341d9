package dev.tgarchiver.download;

import dev.tgarchiver.download.queue.DownloadQueue;
import dev.tgarchiver.download.queue.PostPrefetcher;
import dev.tgarchiver.download.split.SplitDownloads;
import dev.tgarchiver.download.split.SplitSettings;
import dev.tgarchiver.download.tuning.AdmissionControl;
import dev.tgarchiver.download.tuning.ConcurrencyTuner;
import dev.tgarchiver.download.tuning.InFlightLimit;
import dev.tgarchiver.event.EventListener;
import dev.tgarchiver.storage.SpaceGuard;
import dev.tgarchiver.telegram.MediaSource;
import dev.tgarchiver.telegram.pace.Throttle;
import dev.tgarchiver.time.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The workers' threads: {@code worker_1}, {@code worker_2} and so on in log and progress. A worker has one thread for
 * each file that it may have in flight; all of them have its name.
 */
public final class DownloadPool {

    /**
     * What the workers share.
     *
     * @param fewest how many workers start files even when fewer would reach the same throughput; the number of workers
     *     for no tuning
     * @param limit what each worker may have in flight
     * @param space reserves the disk space of each file
     * @param stall how long a download may receive nothing before it is cancelled and retried
     */
    public record Parts(
            DownloadQueue queue,
            Publisher publisher,
            FileLedger ledger,
            Throttle throttle,
            int fewest,
            InFlightLimit limit,
            SpaceGuard space,
            Duration stall,
            EventListener events,
            Time time) {}

    /** How often a stop checks whether waiting for the files in flight is still worth it. */
    private static final Duration LOOK = Duration.ofMillis(250);

    private final List<Thread> threads = new ArrayList<>();

    /** The first thread of each worker. */
    private final List<DownloadWorker> first = new ArrayList<>();

    /** Each interrupts its worker if that only waits, for example for a flood wait to end. */
    private final List<Runnable> idlers = new ArrayList<>();

    private final DownloadQueue queue;
    private final List<WorkerContext> contexts;

    /** One worker for each source; several may be the same. The workers start with {@link #start}. */
    public DownloadPool(List<MediaSource> sources, Parts parts, SplitSettings splitSettings, RunAbort abort) {
        SplitDownloads splitDownloads = new SplitDownloads(splitSettings, parts.queue(), parts.stall(), parts.time());
        queue = parts.queue();
        contexts = contexts(sources, parts);
        // Every worker's first thread before any worker's second.
        for (int thread = 0; thread < parts.limit().files(); thread++) {
            for (WorkerContext context : contexts) {
                DownloadWorker worker = new DownloadWorker(context, parts, splitDownloads, abort);
                add(context.name(), worker);
                if (thread == 0) {
                    first.add(worker);
                }
            }
        }
    }

    private static List<WorkerContext> contexts(List<MediaSource> sources, Parts parts) {
        List<AdmissionControl> admissions = sources.stream()
                .map(source -> new AdmissionControl(parts.limit(), parts.time()))
                .toList();
        ConcurrencyTuner tuner = new ConcurrencyTuner(
                Math.min(parts.fewest(), sources.size()),
                sources.size(),
                number -> admissions.get(number - 1).isIdle(),
                WorkerContext::nameOf,
                parts.events(),
                parts.time());
        List<WorkerContext> contexts = new ArrayList<>();
        for (MediaSource source : sources) {
            int number = contexts.size() + 1;
            String name = WorkerContext.nameOf(number);
            contexts.add(new WorkerContext(
                    name,
                    number,
                    sources.size(),
                    source,
                    admissions.get(number - 1),
                    new PostPrefetcher(name, sources.size(), source, parts.queue(), parts.throttle()),
                    parts.throttle(),
                    tuner));
        }
        return contexts;
    }

    private void add(String name, DownloadWorker worker) {
        Thread thread = new Thread(worker, name);
        threads.add(thread);
        idlers.add(() -> {
            if (worker.stop()) {
                thread.interrupt();
            }
        });
    }

    /** Has that many workers prepare for files of a chat before they take their first. Call it before {@link #start}. */
    public void expect(long chatId, long workers) {
        first.stream().limit(workers).forEach(worker -> worker.expect(chatId));
    }

    /** Starts the workers. */
    public void start() {
        threads.forEach(Thread::start);
    }

    /** Blocks until the queue and every worker have ended. */
    public void await() throws InterruptedException {
        for (Thread thread : threads) {
            thread.join();
        }
    }

    /**
     * Takes no further file. Waits as long as a file in flight can complete within what is left of {@code grace} at its
     * present rate; then cancels all of them. Blocks until all workers have ended. Cancelled files stay pending and
     * resume where they stopped. Ignores interrupts.
     */
    public void stop(Duration grace) {
        queue.close();
        idlers.forEach(Runnable::run);
        boolean interrupted = joinAll(
                grace,
                left -> contexts.stream()
                        .anyMatch(context -> context.admission().canEndWithin(left)));
        threads.forEach(Thread::interrupt);
        interrupted |= joinAll(Duration.ofDays(1), left -> true);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for the threads to end, at most {@code patience}, and only while what is left of it makes that worth it. */
    private boolean joinAll(Duration patience, Predicate<Duration> isWorthIt) {
        boolean interrupted = false;
        long end = Time.SYSTEM.nanoTime() + patience.toNanos();
        for (Thread thread : threads) {
            long left = end - Time.SYSTEM.nanoTime();
            while (thread.isAlive() && left > 0 && isWorthIt.test(Duration.ofNanos(left))) {
                try {
                    thread.join(Math.max(1, Math.min(LOOK.toMillis(), left / 1_000_000)));
                } catch (InterruptedException e) {
                    interrupted = true;
                }
                left = end - Time.SYSTEM.nanoTime();
            }
        }
        return interrupted;
    }
}
