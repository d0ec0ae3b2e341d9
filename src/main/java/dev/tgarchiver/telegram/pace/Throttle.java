package dev.tgarchiver.telegram.pace;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.tgarchiver.telegram.pace.TokenBucket.Use;
import dev.tgarchiver.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Two kinds of waiting, kept apart: the token bucket paces what we ask, the flood gate stands still while Telegram wants
 * it. Where that happens again and again, the bucket is slowed down for a while. Safe for any thread.
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

    /** Bucket and gate are this throttle's from now on. */
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
        // It may have been shut while we waited for the token.
        gate.pass();
    }

    /** Whether a call to Telegram may be made now, which the caller then has to make. Does not block. */
    public boolean tryAcquire(Use use) {
        return gate.isOpen() && bucket.tryAcquire(use);
    }

    /** Blocks while Telegram wants everybody to wait: before something that is no call of our own. */
    public void pass() throws InterruptedException {
        gate.pass();
    }

    /** Telegram asked everybody to wait; returns until when. */
    public Instant floodWait(Duration wait) {
        // Workers that are told so together were told so once.
        boolean first = gate.isOpen();
        Instant until = gate.shut(wait);
        if (first) {
            slowDown(wait);
        }
        return until;
    }

    /** How much of the configured pace is kept at present: 1, or less after flood waits again and again. Does not block. */
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
                    "Telegram asked to wait again and again: from now on {} requests a second, and as much fewer "
                            + "workers; a tenth more with every quiet minute",
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
