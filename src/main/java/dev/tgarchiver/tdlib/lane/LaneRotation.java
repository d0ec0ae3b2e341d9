package dev.tgarchiver.tdlib.lane;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;

/**
 * Which lane is on duty for a worker, and when another one takes over. TDLib never forgets a file that it has seen: 5 KB each
 * with the post, as measured over 58,000 files, and no option changes that. So a lane fetches so many files, the next ones go
 * to a fresh lane, and the old one is closed as soon as nobody uses it any more, with all that it remembers. Thread-safe.
 */
final class LaneRotation {

    /** Files that one lane is begun with. */
    static final int MOST_FILES = 2_500;

    private final IntConsumer end;

    /** The lane on duty for each of the workers that have lanes of their own. */
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
     * @param first the numbers of the lanes to begin with
     * @param next the number of the first one that takes over; the others follow it
     * @param end closes a lane that nobody uses; called once each time that its last user leaves, by that one's thread
     */
    LaneRotation(List<Integer> first, int next, IntConsumer end) {
        this.current = first.stream().mapToInt(Integer::intValue).toArray();
        this.files = new int[current.length];
        this.next = next;
        this.end = end;
    }

    /** The lane for a further file, which the caller has to {@link #leave}. May block to close the one before. */
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

    /** Uses a lane that is given, on duty or not, until the caller {@linkplain #leave leaves} it. */
    synchronized void enter(int lane) {
        users.merge(lane, 1, Integer::sum);
    }

    /** Ends one use of a lane. Blocks to close the lane if that was the last one and another lane is on duty. */
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

    /** The lane on duty. */
    synchronized int current(int place) {
        return current[place];
    }
}
