package dev.tgarchiver.telegram.pace;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class BackoffTest {

    private static final Duration BASE = Duration.ofSeconds(2);
    private static final Duration MAX = Duration.ofMinutes(10);

    @Test
    void doubles_up_to_the_maximum() {
        Backoff backoff = new Backoff(100, BASE, MAX, () -> 1);
        assertThat(backoff.after(1)).isEqualTo(Duration.ofSeconds(2));
        assertThat(backoff.after(2)).isEqualTo(Duration.ofSeconds(4));
        assertThat(backoff.after(5)).isEqualTo(Duration.ofSeconds(32));
        assertThat(backoff.after(10)).isEqualTo(MAX);
        assertThat(backoff.after(1000)).isEqualTo(MAX);
    }

    @Test
    void spreads_over_the_whole_interval() {
        assertThat(new Backoff(5, BASE, MAX, () -> 0).after(3)).isZero();
        assertThat(new Backoff(5, BASE, MAX, () -> 0.25).after(3)).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void permits_as_many_attempts_as_it_is_told() {
        Backoff backoff = new Backoff(5, BASE, MAX, () -> 1);
        assertThat(backoff.permits(4)).isTrue();
        assertThat(backoff.permits(5)).isFalse();
    }
}
