package dev.tgarchiver.tdlib.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FairShareLimitsTest {

    private static final long KIB = 1 << 10;
    private static final long BUDGET = 2_048 * KIB;
    private static final long HALF = BUDGET / 2;
    private static final long SIZE = 10_240 * KIB;

    private final List<String> announced = new ArrayList<>();
    private final FairShareLimits limits =
            new FairShareLimits((file, bytes) -> announced.add(file + ": " + bytes / KIB));

    private long begin(int file, long here) {
        return limits.start(file, here, SIZE, BUDGET);
    }

    @Test
    void a_file_alone_has_no_limit_once_its_first_bytes_are_here() {
        assertThat(begin(1, 0)).as("what the next one leaves it").isEqualTo(HALF);
        limits.received(1, 64 * KIB);
        limits.received(1, 128 * KIB);
        limits.end(1);
        assertThat(announced).containsExactly("1: 0");
    }

    @Test
    void two_share_the_line_each_a_little_ahead_of_what_is_here() {
        begin(1, 0);
        limits.received(1, 4_096 * KIB);
        announced.clear();
        assertThat(begin(2, 0)).isEqualTo(HALF);
        assertThat(announced).containsExactly("1: 5120");
        assertThat(limits.of(1)).isEqualTo(5_120 * KIB);
    }

    @Test
    void a_limit_grows_long_before_it_is_reached_but_not_with_every_part() {
        begin(1, 0);
        begin(2, 0);
        announced.clear();
        limits.received(2, 128 * KIB);
        assertThat(announced).isEmpty();
        limits.received(2, 129 * KIB);
        limits.received(2, 192 * KIB);
        limits.received(2, 64 * KIB);
        assertThat(announced).containsExactly("2: 1153");
    }

    @Test
    void one_of_several_begins_with_its_share_and_comes_to_have_half() {
        begin(1, 0);
        begin(2, 0);
        begin(3, 0);
        assertThat(begin(4, 1_024 * KIB)).isEqualTo((1_024 + 512) * KIB);
        announced.clear();
        limits.received(4, (1_024 + 64) * KIB);
        limits.received(4, (1_024 + 512) * KIB);
        limits.received(4, (1_024 + 2_048) * KIB);
        assertThat(announced).containsExactly("4: 1664", "4: 2560", "4: 4096");
        for (int file = 5; file < 16; file++) {
            begin(file, 0);
        }
        assertThat(begin(16, 0)).as("four parts at the least").isEqualTo(256 * KIB);
    }

    @Test
    void a_limit_never_becomes_smaller() {
        assertThat(begin(1, 0)).isEqualTo(HALF);
        begin(2, 0);
        begin(3, 0);
        begin(4, 0);
        announced.clear();
        limits.received(1, 64 * KIB);
        limits.received(4, 64 * KIB);
        assertThat(announced).containsExactly("4: 640");
        assertThat(limits.of(1)).isEqualTo(HALF);
    }

    @Test
    void the_end_of_a_file_has_no_limit_nor_has_a_small_one_or_one_of_unknown_size() {
        begin(1, 0);
        begin(2, SIZE - HALF - 512 * KIB);
        announced.clear();
        limits.received(2, SIZE - HALF);
        assertThat(announced).containsExactly("2: 0");
        assertThat(limits.start(3, 0, 512 * KIB, BUDGET)).isZero();
        assertThat(limits.start(4, 0, 0, BUDGET)).isZero();
    }

    @Test
    void who_is_left_alone_has_no_limit_any_more() {
        begin(1, 0);
        begin(2, 0);
        begin(3, 0);
        announced.clear();
        limits.end(1);
        assertThat(announced).isEmpty();
        limits.end(3);
        assertThat(announced).containsExactly("2: 0");
    }

    @Test
    void a_limit_that_was_reached_grows_by_more_and_goes_the_fourth_time() {
        begin(1, 0);
        limits.start(2, 0, 100 * SIZE, BUDGET);
        announced.clear();
        assertThat(limits.widen(2)).isTrue();
        assertThat(limits.of(2)).isEqualTo(2 * HALF);
        limits.received(2, 2 * HALF);
        assertThat(announced).containsExactly("2: 4096");
        limits.widen(2);
        assertThat(limits.of(2)).isEqualTo(6 * HALF);
        limits.widen(2);
        assertThat(limits.of(2)).isEqualTo(10 * HALF);
        assertThat(limits.widen(2)).isTrue();
        assertThat(limits.of(2)).isZero();
        assertThat(limits.widen(2)).as("then it was something else").isFalse();
        announced.clear();
        limits.received(2, 20 * HALF);
        begin(3, 0);
        assertThat(announced).isEmpty();
        assertThat(limits.start(4, 0, 64 * KIB, BUDGET)).isZero();
        assertThat(limits.widen(4)).as("it had none").isFalse();
    }

    @Test
    void nothing_is_told_of_a_download_that_is_over() {
        begin(1, 0);
        begin(2, 0);
        begin(3, 0);
        limits.end(2);
        announced.clear();
        limits.received(2, 900 * KIB);
        limits.announced(2, HALF);
        assertThat(limits.widen(2)).isFalse();
        assertThat(announced).isEmpty();
    }

    @Test
    void what_was_told_before_the_download_began_is_told_again() {
        begin(1, 0);
        long first = begin(2, 0);
        limits.end(1);
        announced.clear();
        limits.announced(2, first);
        assertThat(announced).containsExactly("2: 0");
        announced.clear();
        limits.announced(2, 0);
        assertThat(announced).isEmpty();
    }
}
