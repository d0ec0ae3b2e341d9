package dev.tgarchiver.download.tuning;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** How fast one file's bytes come at present: over the last seconds. Guarded by whoever has it. */
final class FileRate {

    private static final long WINDOW_NANOS = Duration.ofSeconds(3).toNanos();
    private static final long STEP_NANOS = WINDOW_NANOS / 12;

    private record Sample(long at, long bytes) {}

    private final Deque<Sample> samples = new ArrayDeque<>();
    private final long started;
    private long received;

    /** @param now nano time */
    FileRate(long now) {
        started = now;
    }

    /** So many bytes of the file are received. The first word is of those that were there before. */
    void received(long bytes, long now) {
        received = bytes;
        if (samples.isEmpty() || now - samples.getLast().at() >= STEP_NANOS) {
            samples.addLast(new Sample(now, bytes));
        }
        // The first one is what the others are measured by.
        while (samples.size() > 2 && now - samples.getFirst().at() > WINDOW_NANOS) {
            samples.removeFirst();
        }
    }

    /** Whether the file is so young that its rate says nothing. */
    boolean isUnknown(long now) {
        return now - started < WINDOW_NANOS;
    }

    /** How long it takes to receive so many more bytes as fast as they come now; empty when none come. */
    Optional<Duration> toReceive(long more, long now) {
        if (more <= 0) {
            return Optional.of(Duration.ZERO);
        }
        Sample first = samples.peekFirst();
        if (first == null || received <= first.bytes() || now <= first.at()) {
            return Optional.empty();
        }
        double perNano = (double) (received - first.bytes()) / (now - first.at());
        return Optional.of(Duration.ofNanos((long) Math.min(Long.MAX_VALUE / 2.0, more / perNano)));
    }
}
