package dev.tgarchiver.archive;

import dev.tgarchiver.storage.FileStore;
import dev.tgarchiver.storage.PlaceFinder;
import dev.tgarchiver.storage.StorageFailure;
import dev.tgarchiver.storage.Stored;
import dev.tgarchiver.tracker.Amount;
import dev.tgarchiver.tracker.FileContent;
import dev.tgarchiver.tracker.Stats;
import dev.tgarchiver.tracker.StoredFile;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.TrackerReader;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Compares the files of the archive with what the tracker says of them. Reads only, and may do so while a download runs.
 */
public final class Verification {

    /** Batches of files that wait for a thread. */
    private static final int WAITING = 16;

    /** What is wrong with a file. */
    public enum Fault {
        /** Nothing is at its place. */
        MISSING,
        /** It has another size. */
        WRONG_SIZE,
        /** It has the right size and other bytes. */
        DAMAGED,
        /** It cannot be read. */
        UNREADABLE
    }

    /**
     * A file that is not as it should be.
     *
     * @param detail what there is instead, as a sentence without full stop
     */
    public record Finding(StoredFile file, Fault fault, String detail) {}

    /** Hears of what is found, from any thread. */
    @FunctionalInterface
    public interface Listener {
        /** Another file is not as it should be. */
        void found(Finding finding);
    }

    private final TrackerReader tracker;
    private final FileStore store;
    private final Set<Long> chatIds;
    private final boolean quick;

    /**
     * A verification of the files that these channels' posts hold.
     *
     * @param quick whether the sizes will do
     */
    public Verification(TrackerReader tracker, FileStore store, Set<Long> chatIds, boolean quick) {
        this.tracker = tracker;
        this.store = store;
        this.chatIds = Set.copyOf(chatIds);
        this.quick = quick;
    }

    /** How much there is to verify. Milliseconds for the whole archive; else it looks at every file's row. */
    public Amount amount() throws TrackerFailure {
        Stats stats = tracker.stats();
        if (stats.channels().stream()
                .allMatch(channel -> chatIds.contains(channel.channel().chatId()))) {
            return stats.total().done();
        }
        ContentBatches batches = new ContentBatches(tracker, chatIds);
        long files = 0;
        long bytes = 0;
        for (List<FileContent> batch = batches.next(); !batch.isEmpty(); batch = batches.next()) {
            files += batch.size();
            bytes += batch.stream().mapToLong(file -> file.checksum().size()).sum();
        }
        return new Amount(files, bytes);
    }

    /**
     * Verifies. Blocks; memory does not depend on the number of files.
     *
     * @param threads how many files are read at the same time
     * @param progress hears how many bytes more are done, from any thread
     * @throws StorageFailure when the whole archive seems to be away
     */
    public void run(int threads, LongConsumer progress, Listener listener)
            throws TrackerFailure, StorageFailure, InterruptedException {
        if (!tracker.doneAfter(0, 1).isEmpty()) {
            store.requireContent();
        }
        PlaceFinder places = new PlaceFinder(store);
        ThreadLocal<FileComparison> comparisons = ThreadLocal.withInitial(() -> new FileComparison(places, quick));
        AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
        // When all are busy, the one who hands out the files verifies some: so they do not pile up.
        ThreadPoolExecutor readers = new ThreadPoolExecutor(
                threads,
                threads,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(WAITING),
                new ThreadPoolExecutor.CallerRunsPolicy());
        try {
            ContentBatches batches = new ContentBatches(tracker, chatIds);
            for (List<FileContent> next = batches.next();
                    !next.isEmpty() && failure.get() == null;
                    next = batches.next()) {
                List<FileContent> batch = next;
                readers.execute(() -> {
                    try {
                        verify(batch, comparisons.get(), progress, listener);
                    } catch (TrackerFailure | RuntimeException e) {
                        failure.set(e);
                    }
                });
            }
            readers.shutdown();
            while (!readers.awaitTermination(1, TimeUnit.HOURS)) {
                // A file of any size takes as long as it takes.
            }
        } finally {
            readers.shutdownNow();
            comparisons.remove();
        }
        rethrow(failure.get());
    }

    private static void rethrow(@Nullable Exception failure) throws TrackerFailure {
        if (failure instanceof TrackerFailure failed) {
            throw failed;
        }
        if (failure instanceof RuntimeException failed) {
            throw failed;
        }
    }

    private void verify(List<FileContent> files, FileComparison comparison, LongConsumer progress, Listener listener)
            throws TrackerFailure {
        for (FileContent file : files) {
            verify(file, comparison, progress).ifPresent(listener::found);
        }
    }

    private Optional<Finding> verify(FileContent file, FileComparison comparison, LongConsumer progress)
            throws TrackerFailure {
        Optional<FileComparison.Difference> difference = comparison.of(file.path(), file.checksum(), progress);
        if (difference.isEmpty()) {
            return Optional.empty();
        }
        // It may have been moved or repaired meanwhile.
        Optional<StoredFile> now = tracker.done(file.id());
        if (now.isEmpty()) {
            return Optional.empty();
        }
        Stored stored = now.get().stored();
        boolean unchanged =
                stored.path().equals(file.path()) && stored.checksum().equals(file.checksum());
        return (unchanged
                        ? difference
                        : new FileComparison(new PlaceFinder(store), quick)
                                .of(stored.path(), stored.checksum(), bytes -> {}))
                .map(found -> new Finding(now.get(), found.fault(), found.detail()));
    }
}
