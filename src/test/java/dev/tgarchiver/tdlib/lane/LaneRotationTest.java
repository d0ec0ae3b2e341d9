package dev.tgarchiver.tdlib.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When a lane takes over from another, and when the other one may be closed. */
final class LaneRotationTest {

    private final List<Integer> ended = new ArrayList<>();
    private final LaneRotation rotation = new LaneRotation(List.of(1, 4, 2), 5, ended::add);

    private void fetch(int place, int files) {
        for (int i = 0; i < files; i++) {
            rotation.leave(rotation.enterOwn(place));
        }
    }

    @Test
    void each_place_has_its_lane_until_that_has_fetched_enough() {
        for (int place = 0; place < 3; place++) {
            fetch(place, LaneRotation.MOST_FILES);
        }
        assertThat(List.of(rotation.current(0), rotation.current(1), rotation.current(2)))
                .containsExactly(1, 4, 2);
        assertThat(ended).isEmpty();
    }

    @Test
    void the_next_one_takes_over_and_the_old_one_ends() {
        fetch(1, LaneRotation.MOST_FILES);
        assertThat(rotation.enterOwn(1)).isEqualTo(5);
        assertThat(ended).containsExactly(4);
        fetch(2, LaneRotation.MOST_FILES);
        assertThat(rotation.enterOwn(2)).isEqualTo(6);
        assertThat(ended).containsExactly(4, 2);
        assertThat(rotation.current(0)).isEqualTo(1);
    }

    @Test
    void every_lane_has_its_turn_of_full_length() {
        fetch(0, 3 * LaneRotation.MOST_FILES);
        assertThat(rotation.current(0)).isEqualTo(6);
        assertThat(ended).containsExactly(1, 5);
    }

    @Test
    void a_lane_ends_when_the_last_file_in_it_does() {
        fetch(0, LaneRotation.MOST_FILES - 1);
        int slow = rotation.enterOwn(0);
        rotation.enter(1);
        assertThat(rotation.enterOwn(0)).isEqualTo(5);
        assertThat(ended).isEmpty();
        rotation.leave(slow);
        assertThat(ended).isEmpty();
        rotation.leave(1);
        assertThat(ended).containsExactly(1);
    }

    @Test
    void a_lane_that_was_opened_again_for_what_was_begun_in_it_ends_again() {
        fetch(0, LaneRotation.MOST_FILES + 1);
        rotation.enter(1);
        assertThat(ended).containsExactly(1);
        rotation.leave(1);
        assertThat(ended).containsExactly(1, 1);
    }

    @Test
    void a_lane_of_an_earlier_run_stays_open() {
        rotation.enter(3);
        rotation.leave(3);
        assertThat(ended).isEmpty();
    }
}
