package dev.tgarchiver.download.tuning;

import dev.tgarchiver.time.Time;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** How soon a worker's files answer: the quickest of them, since the others waited for something else. Guarded by whoever has it. */
final class FirstByteLatency {

    private final Time time;

    /** Files of which nothing has come yet, and when they were asked for, nano time. */
    private final Map<Long, Long> asked = new HashMap<>();

    private final Set<Long> answered = new HashSet<>();
    private Duration quickest = Duration.ofSeconds(Long.MAX_VALUE);

    FirstByteLatency(Time time) {
        this.time = time;
    }

    /** A file was asked for, when this is said first; later, more of it is here. */
    void told(long file) {
        if (answered.contains(file)) {
            return;
        }
        Long since = asked.putIfAbsent(file, time.nanoTime());
        if (since != null) {
            asked.remove(file);
            answered.add(file);
            Duration took = Duration.ofNanos(time.nanoTime() - since);
            quickest = took.compareTo(quickest) < 0 ? took : quickest;
        }
    }

    /** A file is over; when it comes again, it is asked for again. */
    void end(long file) {
        asked.remove(file);
        answered.remove(file);
    }

    /** Whether any has answered within this time. */
    boolean cameWithin(Duration patience) {
        return quickest.compareTo(patience) <= 0;
    }
}
