package dev.tgarchiver.download.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tgarchiver.event.Event;
import dev.tgarchiver.time.FakeTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Workers that bring 10 MB/s each, on a line that takes so much and no more. */
final class ConcurrencyTunerTest {

    private static final int WORKERS = 5;
    private static final long EACH = 10_000_000;
    private static final Duration STEP = Duration.ofMillis(100);

    private final FakeTime time = new FakeTime();
    private final List<String> said = new ArrayList<>();
    private long line = Long.MAX_VALUE;
    private int atWork = WORKERS;
    private ConcurrencyTuner tuner = tuner(1);

    private ConcurrencyTuner tuner(int fewest) {
        return new ConcurrencyTuner(
                fewest,
                WORKERS,
                number -> number > atWork,
                number -> "worker_" + number,
                event -> said.add(((Event.Notice) event).text()),
                time);
    }

    private void work(Duration duration) {
        for (Duration past = Duration.ZERO; past.compareTo(duration) < 0; past = past.plus(STEP)) {
            int may = 0;
            for (int number = 1; number <= WORKERS; number++) {
                may += tuner.mayStart(number) ? 1 : 0;
            }
            atWork = may;
            tuner.received((long) (Math.min(line, atWork * EACH) * (STEP.toMillis() / 1000.0)));
            time.pass(STEP);
        }
    }

    @Test
    void all_work_while_each_brings_its_share() {
        work(Duration.ofHours(2));
        assertThat(said).isEmpty();
        assertThat(atWork).isEqualTo(WORKERS);
    }

    @Test
    void a_short_run_is_left_alone() {
        line = 10_000_000;
        work(Duration.ofMinutes(1));
        assertThat(atWork).isEqualTo(WORKERS);
        assertThat(said).isEmpty();
    }

    @Test
    void those_that_a_full_line_does_not_need_rest() {
        line = 25_000_000;
        work(Duration.ofMinutes(10));
        assertThat(atWork).isEqualTo(3);
        assertThat(said)
                .containsExactly(
                        "worker_5 is paused: the others download as fast without it (25.0 MB/s before, 25.0 MB/s since)",
                        "worker_4 is paused: the others download as fast without it (25.0 MB/s before, 25.0 MB/s since)");
    }

    @Test
    void they_begin_again_when_the_line_takes_more() {
        line = 10_000_000;
        work(Duration.ofMinutes(15));
        assertThat(atWork).isEqualTo(1);
        line = Long.MAX_VALUE;
        work(Duration.ofHours(1));
        assertThat(atWork).isEqualTo(WORKERS);
        assertThat(said.get(4)).isEqualTo("worker_2 resumes: it adds throughput (10.0 MB/s before, 20.0 MB/s since)");
    }

    @Test
    void trials_that_change_nothing_cost_little() {
        long lost = 0;
        for (int second = 0; second < 6 * 3600; second++) {
            work(Duration.ofSeconds(1));
            lost += WORKERS - atWork;
        }
        assertThat(lost).as("seconds of one worker, of %s", 6 * 3600 * WORKERS).isBetween(10L, 400L);
    }

    @Test
    void nobody_rests_where_the_user_wants_all() {
        tuner = tuner(WORKERS);
        line = 10_000_000;
        work(Duration.ofHours(1));
        assertThat(atWork).isEqualTo(WORKERS);
    }

    @Test
    void a_trial_is_void_when_something_else_decides_what_they_bring() {
        line = 10_000_000;
        for (int minute = 0; minute < 60; minute++) {
            work(Duration.ofSeconds(70));
            tuner.reset();
        }
        assertThat(said).isEmpty();
        assertThat(tuner.mayStart(WORKERS)).isTrue();
    }

    @Test
    void a_trial_waits_for_the_end_of_what_the_worker_has_under_way() {
        line = 25_000_000;
        ConcurrencyTuner patient = new ConcurrencyTuner(
                1, WORKERS, number -> false, number -> "worker_" + number, event -> said.add(""), time);
        for (int second = 0; second < 3600; second++) {
            patient.mayStart(1);
            patient.received(line);
            time.pass(Duration.ofSeconds(1));
        }
        assertThat(patient.mayStart(WORKERS)).isFalse();
        assertThat(patient.mayStart(WORKERS - 1)).isTrue();
        assertThat(said).isEmpty();
    }
}
