package dev.tgarchiver.archive.maintenance;

import dev.tgarchiver.model.Stored;
import dev.tgarchiver.storage.BlobStore;
import dev.tgarchiver.storage.StorageFailure;
import dev.tgarchiver.tracker.Stats;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.TrackerReader;
import dev.tgarchiver.tracker.file.FileContent;
import dev.tgarchiver.tracker.file.FileTotals;
import dev.tgarchiver.tracker.file.KnownFile;
import dev.tgarchiver.tracker.file.PlaceState;
import dev.tgarchiver.tracker.file.StoredFile;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Compares the files that are or were in the archive with their rows in the tracker, whatever their state. Only reads,
 * and may run during a download. Used once.
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
     * A file that does not match its row.
     *
     * @param detail what was found instead, as a sentence without full stop
     */
    public record Finding(KnownFile known, Fault fault, String detail) {

        /** The file as its row describes it. */
        public StoredFile file() {
            return known.file();
        }
    }

    /** Receives what is found, on any thread. */
    public interface Listener {
        /** Another file does not match its row. */
        void found(Finding finding);

        /** Another file that was damaged or gone is intact in its place. */
        void returned(KnownFile file);
    }

    private final TrackerReader tracker;
    private final BlobStore store;
    private final Set<Long> chatIds;
    private final boolean quick;
    private final LongAdder files = new LongAdder();
    private final LongAdder bytes = new LongAdder();

    /**
     * A verification of the files that these channels' posts hold.
     *
     * @param quick whether only sizes are compared
     */
    public Verification(TrackerReader tracker, BlobStore store, Set<Long> chatIds, boolean quick) {
        this.tracker = tracker;
        this.store = store;
        this.chatIds = Set.copyOf(chatIds);
        this.quick = quick;
    }

    /** How much there is to verify. Takes milliseconds for the whole archive; for a part it reads every file's row. */
    public FileTotals amount() throws TrackerFailure {
        Stats stats = tracker.stats();
        if (stats.channels().stream()
                .allMatch(channel -> chatIds.contains(channel.channel().chatId()))) {
            return stats.total().done().plus(tracker.notDoneContents());
        }
        ContentBatches batches = new ContentBatches(tracker, chatIds);
        long files = 0;
        long bytes = 0;
        for (List<FileContent> batch = batches.next(); !batch.isEmpty(); batch = batches.next()) {
            files += batch.size();
            bytes += batch.stream().mapToLong(file -> file.checksum().size()).sum();
        }
        return new FileTotals(files, bytes);
    }

    /**
     * Verifies. Blocks; memory does not depend on the number of files.
     *
     * <p>A missing file is not a fault if the tracker only remembers it as removed. If it is to be fetched again, it is
     * a fault until it is in its place, even after a failed attempt.
     *
     * @param threads number of files read at the same time
     * @param progress receives how many more bytes are done, on any thread
     * @return the files that the archive has, or should have
     * @throws StorageFailure when the whole archive seems to be missing
     */
    public FileTotals run(int threads, LongConsumer progress, Listener listener)
            throws TrackerFailure, StorageFailure, InterruptedException {
        Readiness.requireContent(tracker, store);
        ThreadLocal<FileComparison> comparisons =
                ThreadLocal.withInitial(() -> new FileComparison(store.reader(), quick));
        AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
        // When all threads are busy, the submitting thread verifies files too, which bounds the backlog.
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
                // A file may be of any size, so there is no time limit.
            }
        } finally {
            readers.shutdownNow();
            comparisons.remove();
        }
        rethrow(failure.get());
        return new FileTotals(files.sum(), bytes.sum());
    }

    private static void rethrow(@Nullable Exception failure) throws TrackerFailure {
        if (failure instanceof TrackerFailure failed) {
            throw failed;
        }
        if (failure instanceof RuntimeException failed) {
            throw failed;
        }
    }

    private void verify(List<FileContent> batch, FileComparison comparison, LongConsumer progress, Listener listener)
            throws TrackerFailure {
        for (FileContent file : batch) {
            verify(file, comparison, progress, listener);
        }
    }

    private void verify(FileContent file, FileComparison comparison, LongConsumer progress, Listener listener)
            throws TrackerFailure {
        Optional<FileComparison.Difference> difference = difference(file, comparison, progress);
        if (file.place() == PlaceState.KEPT && difference.isEmpty()) {
            count(file.checksum().size());
            return;
        }
        if (file.place() == PlaceState.FORMER && difference.isPresent()) {
            return;
        }
        // The file may have been moved, repaired or fetched meanwhile.
        Optional<KnownFile> now = tracker.known(file.id());
        if (now.isEmpty()) {
            return;
        }
        KnownFile known = now.get();
        Stored stored = known.file().stored();
        boolean unchanged = known.place() == file.place()
                && stored.path().equals(file.path())
                && stored.checksum().equals(file.checksum());
        if (!unchanged) {
            FileContent changed =
                    new FileContent(file.id(), file.chatId(), stored.path(), stored.checksum(), known.place());
            difference = difference(changed, new FileComparison(store.reader(), quick), bytes -> {});
        }
        report(known, difference, listener);
    }

    private void report(KnownFile known, Optional<FileComparison.Difference> difference, Listener listener) {
        if (known.place() == PlaceState.FORMER && difference.isPresent()) {
            return;
        }
        count(known.file().stored().size());
        if (difference.isPresent()) {
            listener.found(new Finding(
                    known, difference.get().fault(), difference.get().detail()));
        } else if (known.place() != PlaceState.KEPT) {
            listener.returned(known);
        }
    }

    /** The size alone suffices only for a file without a known fault. */
    private static Optional<FileComparison.Difference> difference(
            FileContent file, FileComparison comparison, LongConsumer progress) {
        return file.place() == PlaceState.KEPT
                ? comparison.of(file.path(), file.checksum(), progress)
                : comparison.ofEveryByte(file.path(), file.checksum(), progress);
    }

    private void count(long size) {
        files.increment();
        bytes.add(size);
    }
}
