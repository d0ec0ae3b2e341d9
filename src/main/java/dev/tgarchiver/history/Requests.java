package dev.tgarchiver.history;

import dev.tgarchiver.event.Event;
import dev.tgarchiver.event.EventListener;
import dev.tgarchiver.telegram.TelegramFailure;
import dev.tgarchiver.telegram.pace.Backoff;
import dev.tgarchiver.telegram.pace.Throttle;
import dev.tgarchiver.telegram.pace.TokenBucket.Use;
import dev.tgarchiver.time.Time;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends requests to Telegram at the allowed pace: waits out flood waits, and retries transient failures. Used by one
 * thread at a time.
 */
public final class Requests {

    private static final Logger LOG = LoggerFactory.getLogger(Requests.class);

    private final Throttle throttle;
    private final Backoff backoff;
    private final EventListener events;
    private final Time time;
    private final Object pause = new Object();

    /** {@code backoff} spaces the attempts at a request that fails; {@code events} receives flood waits. */
    public Requests(Throttle throttle, Backoff backoff, EventListener events, Time time) {
        this.throttle = throttle;
        this.backoff = backoff;
        this.events = events;
        this.time = time;
    }

    /** One request to Telegram. */
    public interface Request<T> {
        /** Sends it and blocks until the answer. */
        T send() throws TelegramFailure, InterruptedException;
    }

    /**
     * Sends a request until it is answered. Blocks.
     *
     * @throws TelegramFailure when a retry cannot help, or the last attempt failed
     */
    public <T> T ask(Request<T> request) throws TelegramFailure, InterruptedException {
        int attempt = 0;
        while (true) {
            throttle.acquire(Use.WALK);
            try {
                return request.send();
            } catch (TelegramFailure.FloodWait e) {
                Instant until = throttle.floodWait(e.retryAfter());
                LOG.info("{}", e.getMessage());
                events.on(new Event.FloodWait(e.retryAfter(), until));
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
