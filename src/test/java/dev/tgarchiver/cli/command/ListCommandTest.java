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

/** What archiver list prints. */
final class ListCommandTest {

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
                            Samples.text(Samples.NEWS, 1, "The first post"),
                            Samples.text(Samples.NEWS, 2, "The second post"),
                            Samples.text(Samples.NEWS, 3, "=formula")),
                    Samples.CURSOR);
            tracker.recordPage(
                    Samples.MUSIC, List.of(Samples.with(Samples.MUSIC, 1, Samples.media("a", 100))), Samples.CURSOR);
            tracker.recordDeleted(Samples.NEWS, List.of(1L), Instant.parse("2026-01-01T00:00:00Z"));
        }
    }

    @Test
    void without_a_channel_each_channel_is_a_line() {
        TestProgram.Ended ended = program.run("list");
        assertThat(ended.exitCode()).isZero();
        assertThat(ended.out().lines())
                .hasSize(3)
                .anyMatch(line -> line.contains(Samples.NEWS + "") && line.contains("complete"))
                .anyMatch(line -> line.contains(Samples.MUSIC + "") && line.contains("1 file to fetch"));
    }

    @Test
    void each_channel_is_an_object() {
        assertThat(program.run("list", "--json").out().lines())
                .hasSize(2)
                .allMatch(line -> line.startsWith("{\"channel\":\"-100") && line.contains("\"walked\":true"));
    }

    @Test
    void with_a_channel_its_posts_are_lines_the_newest_first() {
        TestProgram.Ended ended = program.run("list", Samples.NEWS + "");
        assertThat(ended.exitCode()).isZero();
        assertThat(ended.out().lines().map(line -> line.substring(line.indexOf('/'))))
                .containsExactly("/3  =formula", "/2  The second post", "/1  [deleted] The first post");
        assertThat(program.run("list", Samples.NEWS + "", "--order", "oldest", "--limit", "1")
                        .out())
                .contains("The first post")
                .doesNotContain("second");
    }

    @Test
    void posts_are_selected_as_by_search() {
        assertThat(program.run("list", "--deleted").out()).contains("/1  [deleted] The first post");
        assertThat(program.run("list", "--has", "media", "--json").out())
                .contains("\"chat_id\":" + Samples.MUSIC)
                .doesNotContain(Samples.NEWS + "");
        assertThat(program.run("list", Samples.NEWS + "", "--csv").out()).contains(",'=formula,");
    }

    @Test
    void what_is_not_in_the_archive_is_an_error_with_what_is() {
        TestProgram.Ended ended = program.run("list", "@unknown");
        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.err()).contains("@unknown").contains("It holds " + Samples.NEWS);
        TestProgram.Ended type = program.run("list", "--type", "nonsense");
        assertThat(type.exitCode()).isEqualTo(2);
        assertThat(type.err()).contains("--type: no post in the archive is of the type \"nonsense\"");
        assertThat(program.run("list", "--limit", "-1").err()).contains("--limit: -1 is less than 0");
    }
}
