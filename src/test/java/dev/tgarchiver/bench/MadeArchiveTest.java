package dev.tgarchiver.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tgarchiver.tracker.Stats;
import dev.tgarchiver.tracker.TrackerReader;
import dev.tgarchiver.tracker.file.FileContent;
import dev.tgarchiver.tracker.sqlite.SqliteTracker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the bench makes is an archive like one that was downloaded. */
class MadeArchiveTest {

    @TempDir
    private Path folder;

    @Test
    void a_made_tracker_is_sound_and_holds_files_of_every_state() throws Exception {
        Path file = folder.resolve("data/tracker.db");

        MadeArchive.tracked(file, 3_000);

        try (TrackerReader tracker = SqliteTracker.openReadOnly(file)) {
            assertThat(tracker.integrityCheck()).isEmpty();
            Stats.Totals total = tracker.stats().total();
            assertThat(total.files().files()).isEqualTo(3_000);
            assertThat(total.posts()).isGreaterThan(3_500);
            assertThat(total.done().files()).isGreaterThan(2_900);
            assertThat(total.pending().files()).isPositive();
            assertThat(total.failed()).isNotEmpty();
            assertThat(total.skipped()).isNotEmpty();
            assertThat(tracker.lastRuns(10)).hasSize(10);
        }
    }

    @Test
    void the_files_of_a_made_archive_are_on_the_disk_and_as_large_as_asked_for() throws Exception {
        Path file = folder.resolve("data/tracker.db");
        Path downloads = folder.resolve("data/downloads");

        MadeArchive.onDisk(file, downloads, 100, 70_000);

        try (TrackerReader tracker = SqliteTracker.openReadOnly(file)) {
            assertThat(tracker.integrityCheck()).isEmpty();
            List<FileContent> contents = tracker.contentsAfter(0, 1_000);
            assertThat(contents)
                    .hasSize(100)
                    .allSatisfy(content -> assertThat(content.path().in(downloads))
                            .hasSize(content.checksum().size())
                            .satisfies(path -> assertThat(Files.size(path)).isEqualTo(70_000)));
        }
    }
}
