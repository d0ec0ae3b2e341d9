package dev.tgarchiver.tdlib.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class DownloadPrioritiesTest {

    private final DownloadPriorities priorities = new DownloadPriorities();
    private final Map<Integer, Integer> told = new LinkedHashMap<>();

    @Test
    void an_older_download_always_stands_above_a_younger_one() {
        begin(1);
        for (int file = 2; file < 200; file++) {
            begin(file);
            assertThat(told.values())
                    .doesNotHaveDuplicates()
                    .allSatisfy(priority -> assertThat(priority).isBetween(1, 32));
            assertThat(told.get(1)).as("the one that never ends").isGreaterThan(told.get(file));
            if (file > 4) {
                assertThat(told.get(file - 1)).isGreaterThan(told.get(file));
                end(file - 3);
            }
        }
    }

    @Test
    void one_download_at_a_time_always_has_the_highest() {
        for (int file = 1; file < 100; file++) {
            begin(file);
            assertThat(told).containsOnly(Map.entry(file, 32));
            end(file);
        }
    }

    @Test
    void more_downloads_than_there_are_priorities_share_the_lowest() {
        for (int file = 1; file <= 40; file++) {
            begin(file);
        }
        assertThat(told.values()).allSatisfy(priority -> assertThat(priority).isBetween(1, 32));
        assertThat(told.get(1)).isEqualTo(32);
        assertThat(told.get(32)).isEqualTo(1);
        assertThat(told.get(40)).isEqualTo(1);
        for (int file = 1; file <= 39; file++) {
            end(file);
        }
        begin(41);
        assertThat(told.get(40)).as("there is room again").isEqualTo(32);
        assertThat(told.get(41)).isEqualTo(31);
    }

    private void begin(int file) {
        told.put(file, priorities.start(file, told::put));
    }

    private void end(int file) {
        priorities.end(file);
        told.remove(file);
    }
}
