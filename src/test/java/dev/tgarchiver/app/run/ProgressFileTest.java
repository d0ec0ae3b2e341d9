package dev.tgarchiver.app.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tgarchiver.event.Event;
import dev.tgarchiver.progress.RunProgress;
import dev.tgarchiver.storage.ArchiveHome;
import dev.tgarchiver.time.Time;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProgressFileTest {

    @TempDir
    private Path folder;

    private final RunProgress progress = new RunProgress(Time.SYSTEM::now, Time.SYSTEM::nanoTime);

    @Test
    void a_run_can_be_read_while_it_is_there_and_leaves_nothing() throws IOException {
        try (ProgressFile file = ProgressFile.start(new ArchiveHome(folder), 7, progress::snapshot)) {
            assertThat(file).isNotNull();
            await().until(() -> ProgressFile.read(new ArchiveHome(folder), 7).isPresent());
            progress.on(new Event.RunStarted(7, List.of("@a"), 3, 40, 500, new Event.Limit(10, 0)));
            await().until(() -> ProgressFile.read(new ArchiveHome(folder), 7)
                    .filter(state -> state.filesGoal() == 10)
                    .isPresent());
            assertThat(ProgressFile.read(new ArchiveHome(folder), 7)
                            .orElseThrow()
                            .filesKnown())
                    .isEqualTo(40);
            assertThat(ProgressFile.read(new ArchiveHome(folder), 8))
                    .as("another run's")
                    .isEmpty();
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void what_a_killed_run_left_half_written_is_in_nobodys_way() throws IOException {
        Files.writeString(folder.resolve("progress.json"), "{\"type\":\"progr");
        Files.writeString(folder.resolve("progress.json.next"), "{");
        assertThat(ProgressFile.read(new ArchiveHome(folder), 7)).isEmpty();
        try (ProgressFile file = ProgressFile.start(new ArchiveHome(folder), 7, progress::snapshot)) {
            assertThat(file).isNotNull();
            progress.on(new Event.RunStarted(7, List.of("@a"), 3, 40, 500, Event.Limit.NONE));
            await().until(() -> ProgressFile.read(new ArchiveHome(folder), 7).isPresent());
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void a_folder_that_is_gone_does_not_disturb_the_run() throws IOException {
        Path gone = folder.resolve("gone");
        try (ProgressFile file = ProgressFile.start(new ArchiveHome(gone), 7, progress::snapshot)) {
            assertThat(file).isNotNull();
            progress.on(new Event.RunStarted(7, List.of("@a"), 3, 40, 500, Event.Limit.NONE));
        }
        assertThat(ProgressFile.read(new ArchiveHome(gone), 7)).isEmpty();
    }
}
