package dev.tgarchiver.tdlib;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SlidingLimitsTest {

    private static final long AHEAD = 1_000;
    private static final long SIZE = 10_000;

    private final List<String> told = new ArrayList<>();
    private final SlidingLimits limits = new SlidingLimits((file, bytes) -> told.add(file + ": " + bytes));

    private long begin(int file, long here) {
        return limits.begin(file, here, SIZE, AHEAD);
    }

    @Test
    void a_file_alone_has_no_limit() {
        assertThat(begin(1, 0)).isZero();
        limits.arrived(1, 5_000);
        limits.end(1);
        assertThat(told).isEmpty();
    }

    @Test
    void two_share_the_line_each_a_little_ahead_of_what_is_here() {
        begin(1, 0);
        limits.arrived(1, 4_000);
        assertThat(begin(2, 0)).isEqualTo(AHEAD);
        assertThat(told).containsExactly("1: 5000");
        assertThat(limits.of(1)).isEqualTo(5_000);
    }

    @Test
    void a_limit_grows_long_before_it_is_reached_but_not_with_every_part() {
        begin(1, 0);
        begin(2, 0);
        told.clear();
        limits.arrived(2, 250);
        assertThat(told).isEmpty();
        limits.arrived(2, 251);
        limits.arrived(2, 300);
        limits.arrived(2, 200);
        assertThat(told).containsExactly("2: 1251");
    }

    @Test
    void the_end_of_a_file_has_no_limit_nor_has_a_small_one_or_one_of_unknown_size() {
        begin(1, 0);
        begin(2, 8_500);
        told.clear();
        limits.arrived(2, 9_000);
        assertThat(told).containsExactly("2: 0");
        assertThat(limits.begin(3, 0, AHEAD, AHEAD)).isZero();
        assertThat(limits.begin(4, 0, 0, AHEAD)).isZero();
    }

    @Test
    void who_is_left_alone_has_no_limit_any_more() {
        begin(1, 0);
        begin(2, 0);
        begin(3, 0);
        told.clear();
        limits.end(1);
        assertThat(told).isEmpty();
        limits.end(3);
        assertThat(told).containsExactly("2: 0");
    }

    @Test
    void a_limit_that_was_reached_grows_by_more_and_goes_the_fourth_time() {
        begin(1, 0);
        assertThat(limits.widen(1)).as("it had none").isFalse();
        limits.begin(2, 0, 100_000, AHEAD);
        told.clear();
        assertThat(limits.widen(2)).isTrue();
        assertThat(limits.of(2)).isEqualTo(2 * AHEAD);
        limits.arrived(2, 2 * AHEAD);
        assertThat(told).containsExactly("2: 4000");
        limits.widen(2);
        assertThat(limits.of(2)).isEqualTo(6 * AHEAD);
        limits.widen(2);
        assertThat(limits.of(2)).isEqualTo(10 * AHEAD);
        assertThat(limits.widen(2)).isTrue();
        assertThat(limits.of(2)).isZero();
        assertThat(limits.widen(2)).as("then it was something else").isFalse();
        told.clear();
        limits.arrived(2, 20 * AHEAD);
        begin(3, 0);
        assertThat(told).isEmpty();
    }

    @Test
    void nothing_is_told_of_a_download_that_is_over() {
        begin(1, 0);
        begin(2, 0);
        begin(3, 0);
        limits.end(2);
        told.clear();
        limits.arrived(2, 900);
        limits.told(2, AHEAD);
        assertThat(limits.widen(2)).isFalse();
        assertThat(told).isEmpty();
    }

    @Test
    void what_was_told_before_the_download_began_is_told_again() {
        begin(1, 0);
        long first = begin(2, 0);
        limits.end(1);
        told.clear();
        limits.told(2, first);
        assertThat(told).containsExactly("2: 0");
        told.clear();
        limits.told(2, 0);
        assertThat(told).isEmpty();
    }
}
