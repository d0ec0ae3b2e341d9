package dev.tgarchiver.telegram.pace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tgarchiver.telegram.pace.TokenBucket.Use;
import dev.tgarchiver.time.FakeTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class ThrottleTest {

    private static final Duration WAIT = Duration.ofSeconds(61);

    private final FakeTime time = new FakeTime();
    private final Throttle throttle = new Throttle(new TokenBucket(10, 1, time), new FloodGate(time, () -> 0), time);

    @Test
    void stands_still_for_a_flood_wait_and_goes_on_as_before() throws InterruptedException {
        assertThat(throttle.floodWait(WAIT)).isEqualTo(time.now().plus(WAIT));
        throttle.acquire(Use.DOWNLOAD);
        assertThat(time.elapsed()).isEqualTo(WAIT);
        assertThat(throttle.perSecond()).isEqualTo(10);
    }

    @Test
    void halves_the_rate_at_the_third_flood_wait_within_ten_minutes() throws InterruptedException {
        floodWaits(2);
        assertThat(throttle.perSecond()).isEqualTo(10);
        floodWaits(1);
        assertThat(throttle.perSecond()).isEqualTo(5);
        assertThat(secondsFor(50)).isCloseTo(10, within(0.5));
    }

    @Test
    void halves_it_again_when_it_does_not_help() throws InterruptedException {
        floodWaits(3);
        time.pass(WAIT);
        throttle.floodWait(Duration.ofSeconds(1));
        time.pass(Duration.ofSeconds(2));
        throttle.floodWait(Duration.ofSeconds(1));
        time.pass(Duration.ofSeconds(2));
        throttle.floodWait(Duration.ofSeconds(1));
        assertThat(throttle.perSecond()).isCloseTo(2.5, within(0.51));
    }

    @Test
    void never_stands_still_for_ever() {
        for (int i = 0; i < 100; i++) {
            throttle.floodWait(Duration.ofSeconds(1));
            time.pass(Duration.ofSeconds(2));
        }
        assertThat(throttle.perSecond()).isGreaterThanOrEqualTo(0.5);
    }

    @Test
    void recovers_a_tenth_of_the_configured_rate_every_minute_up_to_it() throws InterruptedException {
        floodWaits(3);
        throttle.acquire(Use.DOWNLOAD);
        double[] expected = {6, 7, 8, 9, 10, 10};
        for (double rate : expected) {
            time.pass(Duration.ofMinutes(1));
            throttle.acquire(Use.WALK);
            assertThat(throttle.perSecond()).isCloseTo(rate, within(0.01));
        }
    }

    @Test
    void flood_waits_far_apart_change_nothing() {
        for (int i = 0; i < 10; i++) {
            throttle.floodWait(WAIT);
            time.pass(Duration.ofMinutes(6));
        }
        assertThat(throttle.perSecond()).isEqualTo(10);
    }

    @Test
    void several_workers_that_are_told_the_same_count_once() {
        for (int i = 0; i < 5; i++) {
            throttle.floodWait(WAIT);
        }
        assertThat(throttle.perSecond()).isEqualTo(10);
    }

    private void floodWaits(int count) {
        for (int i = 0; i < count; i++) {
            time.pass(WAIT);
            throttle.floodWait(WAIT);
        }
    }

    private double secondsFor(int calls) throws InterruptedException {
        throttle.acquire(Use.DOWNLOAD);
        Duration before = time.elapsed();
        for (int i = 0; i < calls; i++) {
            throttle.acquire(Use.DOWNLOAD);
        }
        return time.elapsed().minus(before).toMillis() / 1000.0;
    }
}
