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
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongConsumer;

/**
 * Compares the files of the archive with what the tracker says of them. Reads only, and may do so while a download runs.
 */
public final class Verification {

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
        ContentBatches batches = new ContentBatches(tracker, chatIds);
        PlaceFinder places = new PlaceFinder(store);
        ExecutorService readers = Executors.newFixedThreadPool(threads);
        try {
            Callable<Void> reader = () -> {
                read(batches, new FileComparison(places, quick), progress, listener);
                return null;
            };
            // A file of any size takes as long as it takes.
            for (Future<Void> read : readers.invokeAll(Collections.nCopies(threads, reader))) {
                read.get();
            }
        } catch (ExecutionException e) {
            throw failure(e);
        } finally {
            readers.shutdownNow();
        }
    }

    private void read(ContentBatches batches, FileComparison comparison, LongConsumer progress, Listener listener)
            throws TrackerFailure {
        try {
            for (List<FileContent> batch = batches.next(); !batch.isEmpty(); batch = batches.next()) {
                for (FileContent file : batch) {
                    verify(file, comparison, progress).ifPresent(listener::found);
                }
            }
        } finally {
            // Without this thread the others need not go on.
            batches.end();
        }
    }

    private static TrackerFailure failure(ExecutionException e) {
        Throwable cause = e.getCause();
        if (cause instanceof TrackerFailure failure) {
            return failure;
        }
        if (cause instanceof RuntimeException failure) {
            throw failure;
        }
        throw new IllegalStateException(cause);
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
