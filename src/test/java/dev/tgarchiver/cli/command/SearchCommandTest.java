package dev.tgarchiver.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tgarchiver.cli.TestProgram;
import dev.tgarchiver.tracker.Samples;
import dev.tgarchiver.tracker.Tracker;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.sqlite.SqliteTracker;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What archiver search prints. */
final class SearchCommandTest {

    @TempDir
    private Path folder;

    private TestProgram program;

    @BeforeEach
    void archive() throws IOException, TrackerFailure {
        program = new TestProgram(folder);
        try (Tracker tracker = SqliteTracker.open(folder.resolve("data/tracker.db"))) {
            Samples.remember(tracker, Samples.NEWS);
            Samples.remember(tracker, Samples.MUSIC);
            tracker.recordPage(
                    Samples.NEWS,
                    List.of(
                            Samples.text(Samples.NEWS, 1, "The archive opens tomorrow"),
                            Samples.text(Samples.NEWS, 2, "Новости архива: открытие\nвторая строка"),
                            Samples.text(Samples.NEWS, 3, "東京都の天気 #weather"),
                            Samples.text(Samples.NEWS, 4, "Café im Straßenbahndepot, =1+1")),
                    Samples.CURSOR);
            tracker.recordPage(
                    Samples.MUSIC, List.of(Samples.with(Samples.MUSIC, 1, Samples.media("a", 100))), Samples.CURSOR);
            tracker.recordDeleted(Samples.NEWS, List.of(1L), Instant.parse("2026-01-01T00:00:00Z"));
        }
    }

    @Test
    void each_hit_is_a_line_with_its_post() {
        TestProgram.Ended ended = program.run("search", "новостями");
        assertThat(ended.exitCode()).isZero();
        assertThat(ended.out()).contains("/2  Новости архива: открытие").doesNotContain("вторая");
        assertThat(ended.err()).isEmpty();
    }
}
