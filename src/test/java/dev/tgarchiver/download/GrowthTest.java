package dev.tgarchiver.download;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class GrowthTest {

    private final List<Long> brought = new ArrayList<>();
    private final Growth growth = new Growth(brought::add);

    @Test
    void what_was_here_before_is_no_growth() {
        growth.accept(5_000);
        assertThat(brought).isEmpty();
        growth.accept(7_000);
        growth.accept(7_500);
        assertThat(brought).containsExactly(2_000L, 500L);
    }

    @Test
    void a_file_that_begins_with_nothing_grows_from_nothing() {
        growth.accept(0);
        growth.accept(1);
        assertThat(brought).containsExactly(1L);
    }

    @Test
    void an_old_report_after_a_new_one_brings_nothing() {
        growth.accept(0);
        growth.accept(300);
        growth.accept(200);
        growth.accept(400);
        assertThat(brought).containsExactly(300L, 100L);
    }
}
