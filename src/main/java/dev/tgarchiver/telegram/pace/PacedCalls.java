package dev.tgarchiver.telegram.pace;

import dev.tgarchiver.event.EventListener;
import dev.tgarchiver.telegram.TelegramFailure;
import dev.tgarchiver.telegram.pace.TokenBucket.Use;
import dev.tgarchiver.time.Time;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls Telegram at the allowed pace: waits out flood waits, and retries transient failures. Used by one thread at a
 * time.
 */
public final class PacedCalls {

    private static final Logger LOG = LoggerFactory.getLogger(PacedCalls.class);

    private final Throttle throttle;
    private final Backoff backoff;
    private final EventListener events;
    private final Time time;
    private final Object pause = new Object();

    /**
     * @param backoff spaces the attempts at a call that fails
     * @param events receives flood waits
     */
    public PacedCalls(Throttle throttle, Backoff backoff, EventListener events, Time time) {
        this.throttle = throttle;
        this.backoff = backoff;
        this.events = events;
        this.time = time;
    }

    /** The same pace, but a transient failure is not retried; flood waits are still waited out. */
    public PacedCalls once() {
        return new PacedCalls(throttle, backoff.once(), events, time);
    }

    /** One call to Telegram. */
    @FunctionalInterface
    public interface Call<T> {
        /** Sends it and blocks until the answer. */
        T send() throws TelegramFailure, InterruptedException;
    }

    /**
     * Sends a call until it is answered. Blocks.
     *
     * @throws TelegramFailure when a retry cannot help, or the last attempt failed
     */
    public <T> T send(Call<T> call) throws TelegramFailure, InterruptedException {
        int attempt = 0;
        while (true) {
            throttle.acquire(Use.WALK);
            try {
                return call.send();
            } catch (TelegramFailure.FloodWait e) {
                LOG.info("{}", e.getMessage());
                events.on(throttle.floodWait(e));
            } catch (TelegramFailure.Transient e) {
                attempt++;
                if (!backoff.permits(attempt)) {
                    throw e;
                }
                Duration wait = backoff.after(attempt);
                LOG.warn("Attempt {} failed, next in {}: {}", attempt, wait, e.getMessage());
                await(wait);
            }
        }
    }

    private void await(Duration wait) throws InterruptedException {
        long end = time.nanoTime() + wait.toNanos();
        synchronized (pause) {
            for (long left = wait.toNanos(); left > 0; left = end - time.nanoTime()) {
                time.await(pause, Duration.ofNanos(left));
            }
        }
    }
}
