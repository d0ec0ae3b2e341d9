package dev.tgarchiver.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tgarchiver.cli.TestProgram;
import dev.tgarchiver.tracker.Samples;
import dev.tgarchiver.tracker.Tracker;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.sqlite.SqliteTracker;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
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

    @Test
    void what_is_deleted_at_telegram_is_marked_and_can_be_asked_for() {
        assertThat(program.run("search", "archive").out()).contains("[deleted] The archive opens tomorrow");
        assertThat(program.run("search", "archive", "--deleted").out()).contains("/1");
        assertThat(program.run("search", "новости", "--deleted").out()).isEmpty();
    }

    @Test
    void json_has_the_places_of_the_words() throws IOException {
        JsonNode hit = new ObjectMapper()
                .readTree(program.run("search", "#weather 東京", "--json").out());
        assertThat(hit.path("message_id").asLong()).isEqualTo(3);
        assertThat(hit.path("hits").get(0).path("part").asText()).isEqualTo("text");
        assertThat(hit.path("hits").get(0).path("places").toString()).isEqualTo("[[0,2],[8,15]]");
    }

    @Test
    void csv_defuses_formulas_and_quotes_what_has_commas() throws TrackerFailure {
        try (Tracker tracker = SqliteTracker.open(folder.resolve("data/tracker.db"))) {
            tracker.recordPosts(Samples.NEWS, List.of(Samples.text(Samples.NEWS, 5, "=HYPERLINK(\"x\"), formula")));
        }
        TestProgram.Ended ended = program.run("search", "formula", "--csv");
        assertThat(ended.out())
                .startsWith("chat_id,message_id,link,channel,date,")
                .contains(",\"'=HYPERLINK(\"\"x\"\"), formula\",");
    }

    @Test
    void no_hit_is_no_failure() {
        TestProgram.Ended ended = program.run("search", "absent");
        assertThat(ended.exitCode()).isZero();
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).contains("No post matches.");
    }

    @Test
    void a_limit_says_that_there_are_others() {
        TestProgram.Ended ended = program.run("search", "-absent", "--limit", "2");
        assertThat(ended.exitCode()).isEqualTo(2);
        ended = program.run("search", "--limit", "2", "NOT absent");
        assertThat(ended.out().lines()).hasSize(2);
        assertThat(ended.err()).contains("There are more than these 2.");
    }

    @Test
    void a_mistake_is_a_sentence_with_its_place_and_exit_code_2() {
        for (String query :
                List.of("\"open", "(a", "type:photos", "after:2024-13", "in:@nope", "from:Nobody", "has:wings")) {
            TestProgram.Ended ended = program.run("search", "word " + query);
            assertThat(ended.exitCode()).as(query).isEqualTo(2);
            assertThat(ended.err()).contains("at character 6").doesNotContain("fts5", "SQL");
        }
    }

    @Test
    void posts_that_are_not_indexed_are_counted_and_reindex_adds_them() throws SQLException {
        try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("data/tracker.db"));
                Statement statement = database.createStatement()) {
            statement.executeUpdate("DELETE FROM post_text");
            statement.executeUpdate("INSERT INTO unindexed SELECT id, (id << 32) - 1 FROM channel");
        }
        TestProgram.Ended ended = program.run("search", "archive");
        assertThat(ended.err()).contains("5 posts cannot be found", "archiver reindex");
        assertThat(program.run("reindex").exitCode()).isZero();
        ended = program.run("search", "archive");
        assertThat(ended.err()).isEmpty();
        assertThat(ended.out()).contains("The archive opens tomorrow");
    }
}
