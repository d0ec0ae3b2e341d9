package dev.tgarchiver.storage.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tgarchiver.storage.StorageFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StaleLanesTest {

    private final Path lanes;

    StaleLanesTest(@TempDir Path folder) {
        lanes = folder.resolve("lanes");
    }

    private void file(String path) throws IOException {
        Files.createDirectories(lanes.resolve(path).getParent());
        Files.writeString(lanes.resolve(path), "1234");
    }

    private List<String> stale() throws StorageFailure {
        return StaleLanes.stale(lanes, Instant.MAX).stream()
                .map(found -> lanes.relativize(Path.of(found.name())).toString())
                .sorted()
                .toList();
    }

    @Test
    void all_that_lanes_leave_is_stale() throws Exception {
        assertThat(stale()).isEmpty();
        file("2/td.binlog");
        file("snapshot/key");
        file("next-snapshot/key");
        file("split-6162/bytes");
        assertThat(stale())
                .containsExactly(
                        "",
                        "2",
                        "2/td.binlog",
                        "next-snapshot",
                        "next-snapshot/key",
                        "snapshot",
                        "snapshot/key",
                        "split-6162",
                        "split-6162/bytes");
    }

    @Test
    void what_is_none_of_the_lanes_is_left_alone_with_the_folder() throws Exception {
        file("2/td.binlog");
        file("Some Channel/1_a.mp3");
        file("tracker.db");
        assertThat(stale()).containsExactly("2", "2/td.binlog");
    }
}
