package dev.tgarchiver.download.tuning;

import dev.tgarchiver.time.Time;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * The time to the first byte of a worker's files: the shortest, because the others waited for something else. Guarded
 * by its owner.
 */
final class FirstByteLatency {

    private final Time time;

    /** Files without a received byte, and when they were requested, nano time. */
    private final Map<Long, Long> asked = new HashMap<>();

    private Duration quickest = Duration.ofSeconds(Long.MAX_VALUE);

    FirstByteLatency(Time time) {
        this.time = time;
    }

    /** A file is requested. */
    void requested(long file) {
        asked.put(file, time.nanoTime());
    }

    /** More bytes of a file are received. */
    void received(long file) {
        Long since = asked.remove(file);
        if (since != null) {
            Duration took = Duration.ofNanos(time.nanoTime() - since);
            quickest = took.compareTo(quickest) < 0 ? took : quickest;
        }
    }

    /** A file has ended; its next attempt is a new request. */
    void end(long file) {
        asked.remove(file);
    }

    /** Whether any file received its first byte within this time. */
    boolean cameWithin(Duration patience) {
        return quickest.compareTo(patience) <= 0;
    }
}
