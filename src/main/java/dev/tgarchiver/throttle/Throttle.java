package dev.tgarchiver.throttle;

import dev.tgarchiver.throttle.TokenBucket.Use;
import java.time.Duration;
import java.time.Instant;

/**
 * Two kinds of waiting, kept apart: the token bucket paces what we ask, the flood gate stands still while Telegram wants
 * it. Safe for any thread.
 */
public final class Throttle {

    private final TokenBucket bucket;
    private final FloodGate gate;

    /** Both are this throttle's from now on. */
    public Throttle(TokenBucket bucket, FloodGate gate) {
        this.bucket = bucket;
        this.gate = gate;
    }

    /** Blocks until a call to Telegram may be made. */
    public void acquire(Use use) throws InterruptedException {
        gate.pass();
        bucket.acquire(use);
        // It may have been shut while we waited for the token.
        gate.pass();
    }

    /** Telegram asked everybody to wait; returns until when. */
    public Instant floodWait(Duration wait) {
        return gate.shut(wait);
    }
}
