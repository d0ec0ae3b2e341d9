package dev.tgarchiver.throttle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tgarchiver.throttle.TokenBucket.Use;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class TokenBucketTest {

    private final FakeTime time = new FakeTime();

    @Test
    void lets_a_burst_through_at_once() throws InterruptedException {
        TokenBucket bucket = new TokenBucket(2, 5, time);
        acquire(bucket, 5);
        assertThat(time.elapsed()).isZero();
    }

    @Test
    void paces_what_comes_after_the_burst() throws InterruptedException {
        TokenBucket bucket = new TokenBucket(2, 5, time);
        acquire(bucket, 5 + 10);
        assertThat(time.elapsed().toMillis()).isCloseTo(5000, within(20L));
    }

    @Test
    void keeps_fractional_rates() throws InterruptedException {
        TokenBucket bucket = new TokenBucket(0.5, 1, time);
        acquire(bucket, 4);
        assertThat(time.elapsed().toMillis()).isCloseTo(6000, within(20L));
    }

    @Test
    void saves_no_more_than_a_burst_while_nobody_asks() throws InterruptedException {
        TokenBucket bucket = new TokenBucket(2, 5, time);
        time.pass(Duration.ofHours(1));
        acquire(bucket, 6);
        assertThat(time.elapsed().minusHours(1).toMillis()).isCloseTo(500, within(20L));
    }

    @Test
    void gives_a_walk_every_fourth_token_while_downloads_wait() throws InterruptedException {
        int downloads = 30;
        TokenBucket bucket = new TokenBucket(200, 1, Time.SYSTEM);
        AtomicInteger taken = new AtomicInteger();
        CountDownLatch begun = new CountDownLatch(3);
        Thread[] workers = new Thread[3];
        for (int i = 0; i < workers.length; i++) {
            workers[i] = new Thread(() -> {
                begun.countDown();
                try {
                    while (taken.incrementAndGet() <= downloads) {
                        bucket.acquire(Use.DOWNLOAD);
                    }
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            workers[i].start();
        }
        begun.await();
        int walked = 0;
        while (taken.get() < downloads) {
            bucket.acquire(Use.WALK);
            walked++;
        }
        for (Thread worker : workers) {
            worker.join();
        }
        assertThat(walked).isBetween(5, downloads / 2);
    }

    private static void acquire(TokenBucket bucket, int times) throws InterruptedException {
        for (int i = 0; i < times; i++) {
            bucket.acquire(Use.DOWNLOAD);
        }
    }
}
