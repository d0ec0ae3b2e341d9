package dev.tgarchiver.app.open;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tgarchiver.app.FrontEnd;
import dev.tgarchiver.tracker.sqlite.OlderTracker;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrackersTest {

    private final Told told = new Told();

    @Test
    void a_long_migration_is_announced(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("tracker.db");
        OlderTracker.make(file, 20);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("UPDATE post_tally SET posts = 2000000 WHERE kind = ''");
        }

        Trackers.open(file, told).close();

        assertThat(told.infos)
                .singleElement()
                .asString()
                .contains("brought up to date")
                .contains("30 seconds");
        Trackers.open(file, told).close();
        assertThat(told.infos).as("when it is up to date").hasSize(1);
    }

    @Test
    void a_short_one_is_not(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("tracker.db");
        OlderTracker.make(file, 20);

        Trackers.open(file, told).close();

        assertThat(told.infos).isEmpty();
    }

    private static final class Told implements FrontEnd {

        private final List<String> infos = new ArrayList<>();

        @Override
        public void info(String text) {
            infos.add(text);
        }

        @Override
        public void warn(String text) {
            throw new AssertionError(text);
        }

        @Override
        public boolean isWatched() {
            return false;
        }
    }
}
