package dev.tgarchiver.telegram.pace;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.tgarchiver.event.Event;
import dev.tgarchiver.telegram.TelegramFailure;
import dev.tgarchiver.telegram.pace.TokenBucket.Use;
import dev.tgarchiver.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Two separate kinds of waiting: the token bucket paces requests, and the flood gate blocks them during a flood wait.
 * Repeated flood waits slow the bucket down for a while. Safe for any thread.
 */
public final class Throttle {

    private static final Logger LOG = LoggerFactory.getLogger(Throttle.class);

    private final TokenBucket bucket;
    private final FloodGate gate;
    private final Time time;

    @GuardedBy("this")
    private final AdaptiveRate rate;

    private final double configured;

    @GuardedBy("this")
    private double current;

    /** The throttle takes over bucket and gate. */
    public Throttle(TokenBucket bucket, FloodGate gate, Time time) {
        this.bucket = bucket;
        this.gate = gate;
        this.time = time;
        configured = bucket.perSecond();
        rate = new AdaptiveRate(configured);
        current = configured;
    }

    /** Blocks until a call to Telegram may be made. */
    public void acquire(Use use) throws InterruptedException {
        gate.pass();
        recover();
        bucket.acquire(use);
        // A flood wait may have started during the wait for the token.
        gate.pass();
    }

    /** Whether a call to Telegram may be made now, which the caller then has to make. Does not block. */
    public boolean tryAcquire(Use use) {
        return gate.isOpen() && bucket.tryAcquire(use);
    }

    /** Blocks during a flood wait: for actions that are not requests of their own. */
    public void pass() throws InterruptedException {
        gate.pass();
    }

    /** Starts the flood wait that Telegram demands, for all requests; returns the event to announce. Does not block. */
    public Event.FloodWait floodWait(TelegramFailure.FloodWait failure) {
        return new Event.FloodWait(failure.retryAfter(), floodWait(failure.retryAfter()));
    }

    /** Starts a flood wait for all requests; returns its end. */
    Instant floodWait(Duration wait) {
        // Flood waits that several workers receive together count once.
        boolean first = gate.isOpen();
        Instant until = gate.shut(wait);
        if (first) {
            slowDown(wait);
        }
        return until;
    }

    /** The present part of the configured pace: 1, or less after repeated flood waits. Does not block. */
    public synchronized double share() {
        return current / configured;
    }

    /** Calls a second at present. */
    public synchronized double perSecond() {
        return current;
    }

    private synchronized void slowDown(Duration wait) {
        long now = time.nanoTime();
        boolean halved = rate.floodWait(now, now + wait.toNanos());
        if (halved) {
            pace(rate.at(now));
            LOG.warn(
                    "Repeated flood waits: reduced to {} requests a second, and to fewer workers in proportion; a tenth "
                            + "returns with every minute without one",
                    shown(current));
        }
    }

    private synchronized void recover() {
        double next = rate.at(time.nanoTime());
        if (next > current) {
            pace(next);
            LOG.info("No flood wait for a while: {} requests a second", shown(current));
        }
    }

    @GuardedBy("this")
    private void pace(double perSecond) {
        current = perSecond;
        bucket.pace(perSecond);
    }

    private static String shown(double perSecond) {
        return String.format(Locale.ROOT, "%.2f", perSecond);
    }
}
