package dev.tgarchiver.time;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** The only source of time, so that a test can replace it. Safe for any thread. */
public interface Time {

    /** The wall clock, for what is recorded. It may jump. */
    Instant now();

    /** Nanoseconds since an arbitrary moment, for durations. Never decreases. */
    long nanoTime();

    /** Waits on a monitor that the caller holds, at most {@code patience}; may return early. */
    void await(Object monitor, Duration patience) throws InterruptedException;

    /** The machine's clock. */
    Time SYSTEM = new Time() {
        @Override
        public Instant now() {
            return Instant.now();
        }

        @Override
        public long nanoTime() {
            return System.nanoTime();
        }

        @Override
        public void await(Object monitor, Duration patience) throws InterruptedException {
            // A wait of 0 would never end.
            TimeUnit.NANOSECONDS.timedWait(monitor, Math.max(1, patience.toNanos()));
        }
    };
}
