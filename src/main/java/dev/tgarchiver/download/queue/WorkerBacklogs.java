package dev.tgarchiver.download.queue;

import dev.tgarchiver.tracker.PendingFile;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The files that were dealt to workers and that these have not begun yet, in the order in which they were. Not thread-safe. */
final class WorkerBacklogs {

    /**
     * What a hand holds at most: no further file when it has so many or when they are so large together.
     *
     * @param files how many
     * @param bytes how large together
     */
    record Room(int files, long bytes) {}

    /** A worker that is not busy with a large file is through with less than this before a split file could begin. */
    private static final long SOON_THROUGH = 4 << 20;

    private final Map<String, Deque<PendingFile>> byWorker = new HashMap<>();

    /** How many files there are in hands whose owners will not soon be through with them. */
    int large() {
        return byWorker.values().stream()
                .filter(WorkerBacklogs::isLarge)
                .mapToInt(Collection::size)
                .sum();
    }

    /** What the worker has. */
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

    /** Takes everything from a worker. */
    List<PendingFile> drain(String worker) {
        Deque<PendingFile> backlog = backlog(worker);
        List<PendingFile> all = new ArrayList<>(backlog);
        backlog.clear();
        return all;
    }

    /** How many files there are, whoever has them. */
    int files() {
        return byWorker.values().stream().mapToInt(Collection::size).sum();
    }

    /**
     * Gives a worker that has nothing the first half of another one's hand, however small: of the one whose first file is the
     * smallest. Its owner may be busy with a large file for long.
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
        return bytes(backlog) > SOON_THROUGH;
    }

    private static long bytes(Deque<PendingFile> backlog) {
        return backlog.stream().mapToLong(file -> file.media().size()).sum();
    }

    private Deque<PendingFile> backlog(String worker) {
        return byWorker.computeIfAbsent(worker, any -> new ArrayDeque<>());
    }
}
