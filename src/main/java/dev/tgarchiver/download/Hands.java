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

    /** A worker brings less than this in about the time that another one takes to ask for it. */
    private static final long NOT_WORTH_TAKING = 4 << 20;

    private final Map<String, Deque<PendingFile>> byWorker = new HashMap<>();

    /** How many files there are that another worker could get a part of. */
    int large() {
        return byWorker.values().stream()
                .filter(Hands::isWorthTaking)
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

    /** Gives a worker that has nothing the second half of the largest hand, unless its owner will soon be through with it. */
    void share(String worker) {
        Deque<PendingFile> largest = byWorker.values().stream()
                .max(Comparator.comparingLong(Hands::bytes))
                .orElseGet(ArrayDeque::new);
        for (int half = isWorthTaking(largest) ? (largest.size() + 1) / 2 : 0; half > 0; half--) {
            hand(worker).addFirst(largest.removeLast());
        }
    }

    private static boolean isWorthTaking(Deque<PendingFile> hand) {
        return bytes(hand) > NOT_WORTH_TAKING;
    }

    private static long bytes(Deque<PendingFile> hand) {
        return hand.stream().mapToLong(file -> file.media().size()).sum();
    }

    private Deque<PendingFile> hand(String worker) {
        return byWorker.computeIfAbsent(worker, any -> new ArrayDeque<>());
    }
}
