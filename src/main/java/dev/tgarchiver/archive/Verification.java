package dev.tgarchiver.archive;

import dev.tgarchiver.storage.Checksum;
import dev.tgarchiver.storage.FileStore;
import dev.tgarchiver.storage.StorageFailure;
import dev.tgarchiver.storage.Stored;
import dev.tgarchiver.tracker.Amount;
import dev.tgarchiver.tracker.StoredFile;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.TrackerReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Compares the files of the archive with what the tracker says of them. Reads only, and may do so while a download runs.
 */
public final class Verification {

    private static final int PORTION = 1_000;
    private static final int WAITING = 64;

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

    /** How much there is to verify. */
    public Amount amount() throws TrackerFailure {
        LongAdder files = new LongAdder();
        LongAdder bytes = new LongAdder();
        forEach(file -> {
            files.increment();
            bytes.add(file.stored().size());
        });
        return new Amount(files.sum(), bytes.sum());
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
        AtomicReference<@Nullable TrackerFailure> failure = new AtomicReference<>();
        // When all are busy, the one who hands out the files verifies one: so they do not pile up.
        ThreadPoolExecutor readers = new ThreadPoolExecutor(
                threads,
                threads,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(WAITING),
                new ThreadPoolExecutor.CallerRunsPolicy());
        try {
            forEach(file -> readers.execute(() -> {
                try {
                    verify(file, progress).ifPresent(listener::found);
                } catch (TrackerFailure e) {
                    failure.set(e);
                }
            }));
            readers.shutdown();
            while (!readers.awaitTermination(1, TimeUnit.HOURS)) {
                // A file of any size takes as long as it takes.
            }
        } finally {
            readers.shutdownNow();
        }
        TrackerFailure failed = failure.get();
        if (failed != null) {
            throw failed;
        }
    }

    private void forEach(Consumer<StoredFile> action) throws TrackerFailure {
        List<StoredFile> portion = tracker.doneAfter(0, PORTION);
        while (!portion.isEmpty()) {
            for (StoredFile file : portion) {
                if (isSelected(file)) {
                    action.accept(file);
                }
            }
            portion = tracker.doneAfter(portion.get(portion.size() - 1).id(), PORTION);
        }
    }

    private boolean isSelected(StoredFile file) throws TrackerFailure {
        return chatIds.contains(file.origin().chatId())
                || tracker.postsOf(file.id()).stream().anyMatch(post -> chatIds.contains(post.chatId()));
    }

    private Optional<Finding> verify(StoredFile file, LongConsumer progress) throws TrackerFailure {
        Optional<Finding> finding = compare(file, progress);
        if (finding.isEmpty()) {
            return finding;
        }
        // It may have been moved or repaired meanwhile.
        Optional<StoredFile> now = tracker.done(file.id());
        if (now.isEmpty()) {
            return Optional.empty();
        }
        Stored before = file.stored();
        return now.get().stored().equals(before) ? finding : compare(now.get(), bytes -> {});
    }

    private Optional<Finding> compare(StoredFile file, LongConsumer progress) {
        Stored stored = file.stored();
        try {
            Path path = store.locate(stored.path());
            if (Files.notExists(path, LinkOption.NOFOLLOW_LINKS)) {
                progress.accept(stored.size());
                return found(file, Fault.MISSING, "nothing is there");
            }
            if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
                progress.accept(stored.size());
                return found(file, Fault.UNREADABLE, "it is no file");
            }
            long size = Files.size(path);
            if (size != stored.size()) {
                progress.accept(stored.size());
                return found(file, Fault.WRONG_SIZE, "it has " + size + " bytes instead of " + stored.size());
            }
            if (quick) {
                progress.accept(size);
                return Optional.empty();
            }
            boolean whole = Checksum.sha256(path, progress).equals(stored.checksum());
            return whole ? Optional.empty() : found(file, Fault.DAMAGED, "its SHA-256 is another one");
        } catch (IOException e) {
            return found(
                    file,
                    Fault.UNREADABLE,
                    String.valueOf(StorageFailure.of("reading", store.root(), e).getMessage()));
        } catch (StorageFailure e) {
            return found(file, Fault.UNREADABLE, e.getMessage());
        }
    }

    private static Optional<Finding> found(StoredFile file, Fault fault, String detail) {
        return Optional.of(new Finding(file, fault, detail));
    }
}
