package dev.tgarchiver.time;

import java.time.Duration;
import java.time.Instant;

/** A time that stands still until somebody waits: waiting is what moves it. For one thread. */
public final class FakeTime implements Time {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private long nanos;

    @Override
    public Instant now() {
        return START.plusNanos(nanos);
    }

    @Override
    public long nanoTime() {
        return nanos;
    }

    @Override
    public void await(Object monitor, Duration patience) {
        pass(patience);
    }

    /** Lets time go by. */
    public void pass(Duration time) {
        nanos += time.toNanos();
    }

    /** How long it is since the start. */
    public Duration elapsed() {
        return Duration.ofNanos(nanos);
    }
}
