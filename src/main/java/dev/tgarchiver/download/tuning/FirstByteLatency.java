package dev.tgarchiver.download.tuning;

import dev.tgarchiver.time.Time;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The time to the first byte of a worker's files: the shortest, because the others waited for something else. Guarded
 * by its owner.
 */
final class FirstByteLatency {

    private final Time time;

    /** Files without a received byte, and when they were requested, nano time. */
    private final Map<Long, Long> asked = new HashMap<>();

    private final Set<Long> answered = new HashSet<>();
    private Duration quickest = Duration.ofSeconds(Long.MAX_VALUE);

    FirstByteLatency(Time time) {
        this.time = time;
    }

    /** The first call reports a file's request; later calls report received bytes. */
    void reported(long file) {
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

    /** A file has ended; its next attempt is a new request. */
    void end(long file) {
        asked.remove(file);
        answered.remove(file);
    }

    /** Whether any file received its first byte within this time. */
    boolean cameWithin(Duration patience) {
        return quickest.compareTo(patience) <= 0;
    }
}
