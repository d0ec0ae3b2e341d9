package dev.tgarchiver.tdlib.media;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The priorities of one client's downloads. TDLib serves equal priorities in last-in, first-out order, and gives the
 * first download its whole budget. So each download has a lower priority than those that started before it, and none
 * starves. Thread-safe.
 */
final class DownloadPriorities {

    private static final int HIGHEST = 32;

    /** The priorities of files, by age and descending. */
    @GuardedBy("this")
    private final Map<Integer, Integer> running = new LinkedHashMap<>();

    @GuardedBy("this")
    private int lowest = HIGHEST + 1;

    /** Sends TDLib the new priority of a running download. Called before the end of that download is known. */
    interface Raising {
        void raise(int file, int priority);
    }

    /**
     * Registers the start of a download. There are 32 priorities: further downloads share the lowest.
     *
     * @param raising receives the new priorities of older downloads when there is no priority below them; must not
     *     block
     * @return the download's priority
     */
    synchronized int start(int file, Raising raising) {
        if (running.isEmpty()) {
            lowest = HIGHEST + 1;
        }
        if (lowest == 1 && running.size() < HIGHEST) {
            lowest = HIGHEST + 1;
            running.replaceAll((older, before) -> --lowest);
            running.forEach(raising::raise);
        }
        lowest = Math.max(1, lowest - 1);
        running.put(file, lowest);
        return lowest;
    }

    /** The priority of a running download; the lowest when the file is not running. */
    synchronized int of(int file) {
        return running.getOrDefault(file, 1);
    }

    /** Ends a download, successful or not. */
    synchronized void end(int file) {
        running.remove(file);
    }
}
