package dev.tgarchiver.tracker.sqlite;

import static dev.tgarchiver.tracker.Samples.NEWS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tgarchiver.docs.Page;
import dev.tgarchiver.model.post.Topic;
import dev.tgarchiver.tracker.Samples;
import dev.tgarchiver.tracker.Tracker;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The queries of the pages fit the tracker that this program writes. */
final class DocumentedQueriesTest {

    @Test
    void every_query_runs(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("tracker.db");
        try (Tracker tracker = SqliteTracker.open(file)) {
            Samples.remember(tracker, NEWS);
            for (String name : List.of("First", "Second")) {
                tracker.recordTopics(NEWS, List.of(new Topic(17, name, 0, 0, 42, Instant.EPOCH, false, false, false)));
            }
        }
        int queries = 0;
        int rows = 0;
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            for (Page page : Page.all()) {
                for (Page.Block block : page.blocks()) {
                    if (block.language().equals("sql")) {
                        queries++;
                        try (ResultSet result = statement.executeQuery(block.script())) {
                            rows += result.next() ? 1 : 0;
                        }
                    }
                }
            }
        }
        assertThat(queries).isPositive();
        assertThat(rows).as("the topic").isPositive();
    }
}
