package dev.tgarchiver.telegram.pace;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.tgarchiver.time.Time;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.TokensInheritanceStrategy;
import io.github.bucket4j.local.SynchronizationStrategy;
import java.time.Duration;

/**
 * Paces the calls to Telegram: one token a call. While a download waits for a token, the walk gets only every fourth
 * one, so that downloads come first and discovery never stops. Safe for any thread.
 */
public final class TokenBucket {

    /** The purpose of a token. */
    public enum Use {
        DOWNLOAD,
        WALK
    }

    private static final double TOKENS_PER_CALL = 1000;

    private final Time time;
    private final double perSecond;
    private final int burst;

    @GuardedBy("this")
    private final Bucket bucket;

    @GuardedBy("this")
    private int waitingDownloads;

    @GuardedBy("this")
    private final TokenShare share = new TokenShare();

    /**
     * @param perSecond calls a second in the long run
     * @param burst calls that may follow each other at once after a pause
     */
    public TokenBucket(double perSecond, int burst, Time time) {
        this.time = time;
        this.perSecond = perSecond;
        this.burst = burst;
        bucket = Bucket.builder()
                .addLimit(limit(perSecond))
                .withCustomTimePrecision(new MonotonicMeter(time))
                .withSynchronizationStrategy(SynchronizationStrategy.NONE)
                .build();
    }

    /** The configured calls a second in the long run. */
    double perSecond() {
        return perSecond;
    }

    /** Changes the number of calls a second; keeps saved tokens. */
    synchronized void pace(double callsPerSecond) {
        bucket.replaceConfiguration(
                BucketConfiguration.builder().addLimit(limit(callsPerSecond)).build(), TokensInheritanceStrategy.AS_IS);
        notifyAll();
    }

    private Bandwidth limit(double callsPerSecond) {
        // Bucket4j counts whole tokens; thousandths of a call allow rates such as 0.5 a second.
        return Bandwidth.builder()
                .capacity(Math.round(burst * TOKENS_PER_CALL))
                .refillGreedy(Math.max(1, Math.round(callsPerSecond * TOKENS_PER_CALL)), Duration.ofSeconds(1))
                .build();
    }

    /** Blocks until a call may be made. */
    public synchronized void acquire(Use use) throws InterruptedException {
        if (use == Use.DOWNLOAD) {
            waitingDownloads++;
        }
        try {
            while (true) {
                Duration patience = waitFor(use);
                if (patience.isZero()) {
                    share.taken(use);
                    return;
                }
                time.await(this, patience);
            }
        } finally {
            if (use == Use.DOWNLOAD) {
                waitingDownloads--;
            }
            notifyAll();
        }
    }

    /** Takes a token if there is one for this use now; false when there is none. Does not block. */
    synchronized boolean tryAcquire(Use use) {
        boolean taken = waitFor(use).isZero();
        if (taken) {
            share.taken(use);
        }
        return taken;
    }

    /** Takes a token and returns zero, or returns how long to wait. */
    @GuardedBy("this")
    private Duration waitFor(Use use) {
        long tokens = Math.round(TOKENS_PER_CALL);
        if (share.mayTake(use, waitingDownloads > 0) && bucket.tryConsume(tokens)) {
            return Duration.ZERO;
        }
        long nanos = bucket.estimateAbilityToConsume(tokens).getNanosToWaitForRefill();
        return Duration.ofNanos(Math.max(nanos, 1_000_000));
    }

    private record MonotonicMeter(Time time) implements TimeMeter {
        @Override
        public long currentTimeNanos() {
            return time.nanoTime();
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }
}
