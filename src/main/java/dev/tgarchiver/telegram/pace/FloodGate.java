package dev.tgarchiver.telegram.pace;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.tgarchiver.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.function.DoubleSupplier;

/** Holds back all requests to Telegram during a flood wait. Safe for any thread. */
public final class FloodGate {

    /** Without it, all blocked threads would send requests at the same instant. */
    private static final double JITTER = 0.1;

    private final Time time;
    private final DoubleSupplier random;

    @GuardedBy("this")
    private long openAt;

    /** {@code random} gives numbers from 0 to 1, for the jitter. */
    public FloodGate(Time time, DoubleSupplier random) {
        this.time = time;
        this.random = random;
        openAt = time.nanoTime();
    }

    /** Blocks while the gate is shut. */
    public synchronized void pass() throws InterruptedException {
        while (true) {
            long left = openAt - time.nanoTime();
            if (left <= 0) {
                return;
            }
            time.await(this, Duration.ofNanos(left));
        }
    }

    /** Whether {@link #pass} would not block now. */
    synchronized boolean isOpen() {
        return openAt - time.nanoTime() <= 0;
    }

    /**
     * Shuts the gate for at least {@code wait}, and up to a tenth longer; never shortens an earlier wait.
     *
     * @return when it opens, by the wall clock
     */
    public synchronized Instant shut(Duration wait) {
        long length = wait.toNanos() + (long) (wait.toNanos() * JITTER * random.getAsDouble());
        long now = time.nanoTime();
        if (openAt - now < length) {
            openAt = now + length;
        }
        return time.now().plusNanos(openAt - now);
    }
}
