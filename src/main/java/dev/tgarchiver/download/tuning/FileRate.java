package dev.tgarchiver.download.tuning;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** The rate of one file over the last seconds. Guarded by its owner. */
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

    /** Reports how many more bytes of the file are received; none when its download starts. */
    void received(long more, long now) {
        received += more;
        if (samples.isEmpty() || now - samples.getLast().at() >= STEP_NANOS) {
            samples.addLast(new Sample(now, received));
        }
        // The first sample is the base of the rate.
        while (samples.size() > 2 && now - samples.getFirst().at() > WINDOW_NANOS) {
            samples.removeFirst();
        }
    }

    /** Whether the file started too recently for a rate. */
    boolean isUnknown(long now) {
        return now - started < WINDOW_NANOS;
    }

    /** How long that many more bytes take at the present rate; empty when it is 0. */
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
