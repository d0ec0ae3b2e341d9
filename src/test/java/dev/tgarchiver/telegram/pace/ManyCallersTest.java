package dev.tgarchiver.telegram.pace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tgarchiver.time.RacingTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The throttle's parts, asked by many threads at once. */
class ManyCallersTest {

    private static final int CALLERS = 8;
    private static final int CALLS = 100;
    private static final double PER_SECOND = 50;
    private static final int BURST = 5;

    private final RacingTime time = new RacingTime();
    private final ExecutorService threads = Executors.newFixedThreadPool(CALLERS + 1);

    @AfterEach
    void end() throws InterruptedException {
        threads.shutdownNow();
        assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }

    private void all(List<Callable<Boolean>> jobs) throws Exception {
        for (Future<Boolean> job : threads.invokeAll(jobs)) {
            assertThat(job.get()).isTrue();
        }
    }

    @Test
    @Timeout(60)
    void the_bucket_never_gives_more_tokens_than_it_has_and_gives_all_of_them() throws Exception {
        TokenBucket bucket = new TokenBucket(PER_SECOND, BURST, time);
        AtomicInteger given = new AtomicInteger();
        List<Callable<Boolean>> jobs = new ArrayList<>();
        for (int caller = 0; caller < CALLERS; caller++) {
            TokenBucket.Use use = caller % 4 == 0 ? TokenBucket.Use.WALK : TokenBucket.Use.DOWNLOAD;
            jobs.add(() -> {
                boolean within = true;
                for (int call = 0; call < CALLS; call++) {
                    bucket.acquire(use);
                    // Counted before the time is looked at, and the time only grows: never too strict.
                    int count = given.incrementAndGet();
                    within &= count <= BURST + PER_SECOND * time.nanoTime() / 1e9 + 1;
                }
                return within;
            });
        }
        all(jobs);
        assertThat(given).hasValue(CALLERS * CALLS);
    }

    @Test
    @Timeout(60)
    void nobody_passes_a_gate_that_was_shut_before_and_everybody_passes_in_the_end() throws Exception {
        FloodGate gate = new FloodGate(time, () -> 0);
        List<Callable<Boolean>> jobs = new ArrayList<>();
        for (int caller = 0; caller < CALLERS; caller++) {
            int number = caller;
            jobs.add(() -> {
                boolean held = true;
                for (int call = 0; call < CALLS; call++) {
                    if (call % 10 == number) {
                        long openAt = time.nanoTime() + Duration.ofSeconds(2).toNanos();
                        gate.shut(Duration.ofSeconds(2));
                        gate.pass();
                        held &= time.nanoTime() >= openAt;
                    } else {
                        gate.pass();
                    }
                }
                return held;
            });
        }
        all(jobs);
        gate.pass();
        assertThat(gate.isOpen()).isTrue();
    }
}
