package dev.tgarchiver.time;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A time for many threads: whoever waits makes it go by, a little at once, and then lets the others work for a moment.
 * So waits of minutes take milliseconds, and everything that can meet does.
 */
public final class RacingTime implements Time {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration STEP = Duration.ofMillis(200);

    private final AtomicLong nanos = new AtomicLong();

    @Override
    public Instant now() {
        return START.plusNanos(nanos.get());
    }

    @Override
    public long nanoTime() {
        return nanos.get();
    }

    @Override
    public void await(Object monitor, Duration patience) throws InterruptedException {
        nanos.addAndGet(Math.min(patience.toNanos(), STEP.toNanos()));
        TimeUnit.MICROSECONDS.timedWait(monitor, 200);
    }
}
