package dev.tgarchiver.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tgarchiver.localtelegram.world.Media;
import dev.tgarchiver.localtelegram.world.PostDraft;
import dev.tgarchiver.localtelegram.world.RemoteFile;
import dev.tgarchiver.program.ProgramRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A tracker that this program cannot work with. */
final class TrackerFileIT extends EndToEnd {

    private static final List<List<String>> COMMANDS = List.of(
            List.of("stats"),
            List.of("download", "@some"),
            List.of("cleanup"),
            List.of("verify"),
            List.of("retry"),
            List.of("reindex"),
            List.of("forget", "@some", "-y"));

    private Path tracker;

    @BeforeEach
    void archive() throws IOException {
        telegram.world()
                .channel("Some Channel")
                .username("some")
                .posts(2, id -> PostDraft.media(Media.document(id + ".bin", RemoteFile.ofSize(1_000L + id))));
        archiver.loggedIn();
        assertThat(archiver.run("", "download", "@some").exitCode()).isZero();
        tracker = folder.resolve("data/tracker.db");
    }

    private void assertRefused(String... message) throws IOException {
        byte[] before = Files.readAllBytes(tracker);
        for (List<String> command : COMMANDS) {
            ProgramRun run = archiver.run("", command.toArray(String[]::new));
            assertThat(run.exitCode()).as("%s: %s", command, run).isEqualTo(6);
            assertThat(run.err().lines()).as("%s", run).hasSize(1);
            assertThat(run.err()).contains("tracker.db").contains(message);
        }
        assertThat(tracker).hasBinaryContent(before);
        assertThat(archiver.archived()).hasSize(2);
    }

    @Test
    void of_a_newer_archiver_is_refused_and_left_as_it_is() throws IOException, SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + tracker);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("PRAGMA user_version = 99");
        }
        assertRefused("a newer archiver wrote it (schema 99", "update archiver");
    }

    @Test
    void that_is_damaged_is_refused_and_the_message_says_what_to_do() throws IOException {
        byte[] garbage = new byte[(int) Files.size(tracker)];
        Arrays.fill(garbage, (byte) 0x5a);
        Files.write(tracker, garbage, StandardOpenOption.WRITE);
        Files.deleteIfExists(folder.resolve("data/tracker.db-wal"));
        assertRefused("it is damaged", "restore a backup", "the archived files themselves are not affected");
    }
}
