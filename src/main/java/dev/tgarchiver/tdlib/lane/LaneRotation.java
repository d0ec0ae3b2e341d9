package dev.tgarchiver.tdlib.lane;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;

/**
 * The current lane of each worker, and when a new one replaces it. TDLib keeps every file that it has seen in memory: 5
 * KB each with the post, as measured over 58,000 files, and no option changes that. So a lane fetches
 * {@link #MOST_FILES} files, and the next files go to a fresh lane. The old lane is closed as soon as it is no longer
 * used, which frees its memory. Thread-safe.
 */
final class LaneRotation {

    /** The number of files that one lane starts. */
    static final int MOST_FILES = 2_500;

    private final IntConsumer end;

    /** The current lane of each worker with lanes of its own. */
    @GuardedBy("this")
    private final int[] current;

    @GuardedBy("this")
    private final int[] files;

    @GuardedBy("this")
    private int next;

    @GuardedBy("this")
    private final Map<Integer, Integer> users = new HashMap<>();

    @GuardedBy("this")
    private final Set<Integer> retired = new HashSet<>();

    /**
     * @param first the numbers of the initial lanes
     * @param next the number of the first replacement; the others follow it
     * @param end closes an unused lane; called once each time its last user leaves, on that user's thread
     */
    LaneRotation(List<Integer> first, int next, IntConsumer end) {
        this.current = first.stream().mapToInt(Integer::intValue).toArray();
        this.files = new int[current.length];
        this.next = next;
        this.end = end;
    }

    /** The lane for a further file, which the caller must {@link #leave}. May block to close the previous lane. */
    int enterOwn(int place) {
        int lane;
        boolean over = false;
        int before;
        synchronized (this) {
            before = current[place];
            if (files[place] >= MOST_FILES) {
                files[place] = 0;
                current[place] = next++;
                retired.add(before);
                over = !users.containsKey(before);
            }
            files[place]++;
            lane = current[place];
            enter(lane);
        }
        if (over) {
            end.accept(before);
        }
        return lane;
    }

    /** Uses a given lane, current or retired, until the caller {@linkplain #leave leaves} it. */
    synchronized void enter(int lane) {
        users.merge(lane, 1, Integer::sum);
    }

    /** Ends one use of a lane. Blocks to close the lane if it is retired and this was its last use. */
    void leave(int lane) {
        boolean over;
        synchronized (this) {
            boolean used = users.computeIfPresent(lane, (number, count) -> count > 1 ? count - 1 : null) != null;
            over = !used && retired.contains(lane);
        }
        if (over) {
            end.accept(lane);
        }
    }

    /** The current lane of a worker. */
    synchronized int current(int place) {
        return current[place];
    }
}
