package dev.tgarchiver.cli.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InterruptsTest {

    private static final String NOTICE = "Stopping.";

    private final List<Integer> exits = new CopyOnWriteArrayList<>();
    private final List<String> done = new ArrayList<>();
    private final Interrupts interrupts = new Interrupts(exits::add, Duration.ofDays(1));

    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM", "HUP"})
    void a_signal_before_there_is_work_leaves_at_once(String signal) {
        interrupts.signal(signal);
        assertThat(exits).containsExactly(130);
    }

    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM", "HUP"})
    void the_first_signal_has_the_work_end_in_order(String signal) {
        interrupts.stopBy(NOTICE, () -> done.add("stopped"));
        interrupts.signal(signal);
        assertThat(done).containsExactly("stopped");
        assertThat(exits).isEmpty();
        assertThat(interrupts.requested()).isTrue();
        assertThatThrownBy(interrupts::check).isInstanceOf(InterruptedException.class);
    }

    @Test
    void a_signal_during_the_opening_stops_what_begins_later() throws InterruptedException {
        interrupts.start();
        interrupts.signal("INT");
        assertThat(Thread.interrupted()).isTrue();
        interrupts.stopBy(NOTICE, () -> done.add("stopped"));
        assertThat(done).containsExactly("stopped");
        assertThat(exits).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM"})
    void the_second_one_leaves_at_once_and_leaves_nothing_behind(String signal) {
        interrupts.stopBy(NOTICE, () -> done.add("stopped"));
        interrupts.beforeLeaving(() -> done.add("removed"));
        interrupts.signal("INT");
        interrupts.signal(signal);
        assertThat(done).containsExactly("stopped", "removed");
        assertThat(exits).containsExactly(130);
    }

    @Test
    void a_terminal_that_closes_hangs_up_more_than_once_and_is_not_impatient() {
        interrupts.stopBy(NOTICE, () -> done.add("stopped"));
        interrupts.signal("HUP");
        interrupts.signal("HUP");
        interrupts.signal("TERM");
        interrupts.signal("HUP");
        assertThat(done).containsExactly("stopped");
        assertThat(exits).isEmpty();
        interrupts.signal("TERM");
        assertThat(exits).containsExactly(130);
    }

    @Test
    void a_stop_that_takes_too_long_is_left() {
        Interrupts hasty = new Interrupts(exits::add, Duration.ofMillis(1));
        hasty.stopBy(NOTICE, () -> {});
        hasty.signal("TERM");
        await().until(() -> exits.equals(List.of(130)));
    }

    @Test
    void what_a_command_came_to_stays_true() {
        interrupts.stopBy(NOTICE, () -> done.add("stopped"));
        interrupts.end();
        interrupts.settle(ExitCode.SOME_FAILED);
        interrupts.signal("INT");
        assertThat(done).isEmpty();
        assertThat(exits).containsExactly(3);
    }
}
