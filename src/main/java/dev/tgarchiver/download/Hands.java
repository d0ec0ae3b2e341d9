package dev.tgarchiver.download;

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
final class Hands {

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
                .filter(Hands::isLarge)
                .mapToInt(Collection::size)
                .sum();
    }

    /** What the worker has. */
    List<PendingFile> of(String worker) {
        return List.copyOf(hand(worker));
    }

    int size(String worker) {
        return hand(worker).size();
    }

    boolean isFull(String worker, Room room) {
        return hand(worker).size() >= room.files() || bytes(hand(worker)) >= room.bytes();
    }

    void deal(String worker, PendingFile file) {
        hand(worker).addLast(file);
    }

    Optional<PendingFile> play(String worker) {
        return Optional.ofNullable(hand(worker).pollFirst());
    }

    /** Takes everything from a worker. */
    List<PendingFile> layDown(String worker) {
        Deque<PendingFile> hand = hand(worker);
        List<PendingFile> all = new ArrayList<>(hand);
        hand.clear();
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
                .filter(hand -> !hand.isEmpty())
                .min(Comparator.comparing(Deque::getFirst, QueueWindow.SMALLEST_FIRST))
                .orElseGet(ArrayDeque::new);
        for (int half = (from.size() + 1) / 2; half > 0; half--) {
            hand(worker).addLast(from.removeFirst());
        }
    }

    private static boolean isLarge(Deque<PendingFile> hand) {
        return bytes(hand) > SOON_THROUGH;
    }

    private static long bytes(Deque<PendingFile> hand) {
        return hand.stream().mapToLong(file -> file.media().size()).sum();
    }

    private Deque<PendingFile> hand(String worker) {
        return byWorker.computeIfAbsent(worker, any -> new ArrayDeque<>());
    }
}
