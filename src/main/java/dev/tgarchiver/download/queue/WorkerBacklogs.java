package dev.tgarchiver.download.queue;

import dev.tgarchiver.tracker.file.PendingFile;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The files that are assigned to workers and not started yet, in the order of assignment. Not thread-safe. */
final class WorkerBacklogs {

    /**
     * The capacity of a backlog: it takes no further file when it holds this many files or bytes.
     *
     * @param files number of files
     * @param bytes their total size
     */
    record Room(int files, long bytes) {}

    /** A worker without a large file downloads less than this before a split file could start. */
    private static final long SOON_DONE = 4 << 20;

    private final Map<String, Deque<PendingFile>> byWorker = new HashMap<>();

    /** Number of files in backlogs that are not soon worked off. */
    int large() {
        return byWorker.values().stream()
                .filter(WorkerBacklogs::isLarge)
                .mapToInt(Collection::size)
                .sum();
    }

    /** The worker's backlog. */
    List<PendingFile> of(String worker) {
        return List.copyOf(backlog(worker));
    }

    int size(String worker) {
        return backlog(worker).size();
    }

    boolean isFull(String worker, Room room) {
        return backlog(worker).size() >= room.files() || bytes(backlog(worker)) >= room.bytes();
    }

    void assign(String worker, PendingFile file) {
        backlog(worker).addLast(file);
    }

    Optional<PendingFile> poll(String worker) {
        return Optional.ofNullable(backlog(worker).pollFirst());
    }

    /** Empties a worker's backlog. */
    List<PendingFile> drain(String worker) {
        Deque<PendingFile> backlog = backlog(worker);
        List<PendingFile> all = new ArrayList<>(backlog);
        backlog.clear();
        return all;
    }

    /** Number of files in all backlogs. */
    int files() {
        return byWorker.values().stream().mapToInt(Collection::size).sum();
    }

    /**
     * Moves the first half of another worker's backlog, however small, to a worker that has none: of the backlog whose
     * first file is the smallest. Its owner may be busy with a large file for long.
     */
    void steal(String worker) {
        Deque<PendingFile> from = byWorker.values().stream()
                .filter(backlog -> !backlog.isEmpty())
                .min(Comparator.comparing(Deque::getFirst, QueueWindow.SMALLEST_FIRST))
                .orElseGet(ArrayDeque::new);
        for (int half = (from.size() + 1) / 2; half > 0; half--) {
            backlog(worker).addLast(from.removeFirst());
        }
    }

    private static boolean isLarge(Deque<PendingFile> backlog) {
        return bytes(backlog) > SOON_DONE;
    }

    private static long bytes(Deque<PendingFile> backlog) {
        return backlog.stream().mapToLong(file -> file.media().size()).sum();
    }

    private Deque<PendingFile> backlog(String worker) {
        return byWorker.computeIfAbsent(worker, any -> new ArrayDeque<>());
    }
}
