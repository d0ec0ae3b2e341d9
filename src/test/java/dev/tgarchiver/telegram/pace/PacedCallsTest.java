package dev.tgarchiver.telegram.pace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tgarchiver.event.Event;
import dev.tgarchiver.telegram.TelegramFailure;
import dev.tgarchiver.telegram.TelegramFailure.FloodWait;
import dev.tgarchiver.telegram.TelegramFailure.NoAccess;
import dev.tgarchiver.telegram.TelegramFailure.Transient;
import dev.tgarchiver.time.FakeTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PacedCallsTest {

    private final FakeTime time = new FakeTime();
    private final Instant start = time.now();
    private final Throttle throttle = new Throttle(new TokenBucket(1, 1, time), new FloodGate(time, () -> 0), time);
    private final List<Event> events = new ArrayList<>();
    private final PacedCalls calls = new PacedCalls(
            throttle, new Backoff(3, Duration.ofSeconds(4), Duration.ofSeconds(60), () -> 1), events::add, time);
    private final Deque<TelegramFailure> failures = new ArrayDeque<>();
    private final List<Duration> sent = new ArrayList<>();

    /** Fails as prepared, then answers. */
    private String call() throws TelegramFailure {
        sent.add(Duration.between(start, time.now()));
        TelegramFailure failure = failures.poll();
        if (failure != null) {
            throw failure;
        }
        return "answer";
    }

    @Test
    void each_call_takes_a_token() throws Exception {
        for (int i = 0; i < 3; i++) {
            assertThat(calls.send(this::call)).isEqualTo("answer");
        }
        assertThat(sent).containsExactly(Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(2));
    }

    @Test
    void a_transient_failure_is_retried_after_the_backoff() throws Exception {
        failures.add(new Transient("a"));
        failures.add(new Transient("b"));
        assertThat(calls.send(this::call)).isEqualTo("answer");
        assertThat(sent).containsExactly(Duration.ZERO, Duration.ofSeconds(4), Duration.ofSeconds(12));
        assertThat(events).isEmpty();
    }

    @Test
    void the_last_attempt_throws_its_failure() {
        failures.add(new Transient("a"));
        failures.add(new Transient("b"));
        failures.add(new Transient("c"));
        assertThatThrownBy(() -> calls.send(this::call)).hasMessage("c");
        assertThat(sent).hasSize(3);
    }

    @Test
    void a_flood_wait_is_announced_and_waited_out_and_is_no_attempt() throws Exception {
        for (int i = 0; i < 5; i++) {
            failures.add(new FloodWait(Duration.ofSeconds(30)));
        }
        assertThat(calls.send(this::call)).isEqualTo("answer");
        assertThat(sent).hasSize(6).startsWith(Duration.ZERO, Duration.ofSeconds(30));
        assertThat(events).hasSize(5).startsWith(new Event.FloodWait(Duration.ofSeconds(30), start.plusSeconds(30)));
    }

    @Test
    void what_a_retry_cannot_help_is_not_retried() {
        failures.add(new NoAccess("no"));
        assertThatThrownBy(() -> calls.send(this::call)).isInstanceOf(NoAccess.class);
        assertThat(sent).hasSize(1);
    }

    @Test
    void once_retries_no_transient_failure_but_waits_out_flood_waits() {
        failures.add(new FloodWait(Duration.ofSeconds(30)));
        failures.add(new Transient("a"));
        assertThatThrownBy(() -> calls.once().send(this::call)).hasMessage("a");
        assertThat(sent).containsExactly(Duration.ZERO, Duration.ofSeconds(30));
    }
}
