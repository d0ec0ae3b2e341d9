package dev.tgarchiver.telegram.pace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tgarchiver.telegram.pace.TokenBucket.Use;
import dev.tgarchiver.time.FakeTime;
import java.time.Duration;
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
    void takes_a_token_without_waiting_or_none() throws InterruptedException {
        TokenBucket bucket = new TokenBucket(2, 5, time);
        acquire(bucket, 4);
        assertThat(bucket.tryAcquire(Use.DOWNLOAD)).isTrue();
        assertThat(bucket.tryAcquire(Use.DOWNLOAD)).isFalse();
        time.pass(Duration.ofMillis(500));
        assertThat(bucket.tryAcquire(Use.DOWNLOAD)).isTrue();
        assertThat(time.elapsed()).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void a_walk_yields_to_downloads_but_has_every_fourth_token() {
        TokenShare share = new TokenShare();
        for (int round = 0; round < 3; round++) {
            for (int download = 0; download < 3; download++) {
                assertThat(share.mayTake(Use.WALK, true)).isFalse();
                assertThat(share.mayTake(Use.DOWNLOAD, true)).isTrue();
                share.taken(Use.DOWNLOAD);
            }
            assertThat(share.mayTake(Use.WALK, true)).isTrue();
            share.taken(Use.WALK);
        }
        assertThat(share.mayTake(Use.WALK, false)).as("nobody else waits").isTrue();
    }

    private static void acquire(TokenBucket bucket, int times) throws InterruptedException {
        for (int i = 0; i < times; i++) {
            bucket.acquire(Use.DOWNLOAD);
        }
    }
}
