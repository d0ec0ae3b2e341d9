package dev.tgarchiver.tdlib.media;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The priorities of one client's downloads. TDLib serves equal ones last come, first served, and gives the first all it
 * has; so each download stands below those that began before it, and none is overtaken for ever. Safe for any thread.
 */
final class DownloadPriorities {

    private static final int HIGHEST = 32;

    /** By age; files to priorities, which fall. */
    @GuardedBy("this")
    private final Map<Integer, Integer> running = new LinkedHashMap<>();

    @GuardedBy("this")
    private int lowest = HIGHEST + 1;

    /** Tells a running download its new priority. Called before anybody learns that the download has ended. */
    interface Raising {
        void raise(int file, int priority);
    }

    /**
     * A download begins. There are 32 priorities: who comes when so many are running shares the lowest.
     *
     * @param raising for older downloads when there was no room below them; must not block
     * @return its priority
     */
    synchronized int begin(int file, Raising raising) {
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

    /** A running download's priority; the lowest when there is no such download. */
    synchronized int of(int file) {
        return running.getOrDefault(file, 1);
    }

    /** A download is over, whatever became of it. */
    synchronized void end(int file) {
        running.remove(file);
    }
}
