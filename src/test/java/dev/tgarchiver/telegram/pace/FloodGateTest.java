package dev.tgarchiver.telegram.pace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tgarchiver.time.FakeTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class FloodGateTest {

    private final FakeTime time = new FakeTime();

    @Test
    void is_open_at_first() throws InterruptedException {
        new FloodGate(time, () -> 1).pass();
        assertThat(time.elapsed()).isZero();
    }

    @Test
    void stays_shut_for_as_long_as_telegram_says_and_a_little_longer() throws InterruptedException {
        FloodGate gate = new FloodGate(time, () -> 0.5);
        assertThat(gate.shut(Duration.ofSeconds(20))).isEqualTo(time.now().plusSeconds(21));
        gate.pass();
        assertThat(time.elapsed()).isEqualTo(Duration.ofSeconds(21));
    }

    @Test
    void is_never_opened_earlier_by_a_shorter_wait() throws InterruptedException {
        FloodGate gate = new FloodGate(time, () -> 0);
        gate.shut(Duration.ofSeconds(20));
        time.pass(Duration.ofSeconds(5));
        assertThat(gate.shut(Duration.ofSeconds(3))).isEqualTo(time.now().plusSeconds(15));
        gate.pass();
        assertThat(time.elapsed()).isEqualTo(Duration.ofSeconds(20));
    }
}
