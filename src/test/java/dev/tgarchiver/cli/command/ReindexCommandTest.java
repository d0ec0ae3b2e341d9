package dev.tgarchiver.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tgarchiver.archive.TestArchive;
import dev.tgarchiver.cli.TestProgram;
import dev.tgarchiver.cli.TestProgram.Ended;
import dev.tgarchiver.model.post.Post;
import dev.tgarchiver.post.PostReader;
import dev.tgarchiver.storage.local.ArchiveLock;
import dev.tgarchiver.telegram.FakeTelegram;
import dev.tgarchiver.tracker.Samples;
import dev.tgarchiver.tracker.Tracker;
import dev.tgarchiver.tracker.sqlite.SqliteTracker;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What reindex says, and its exit codes. */
final class ReindexCommandTest {

    private static final long CHANNEL = Samples.NEWS;

    @TempDir
    private Path folder;

    private TestArchive archive;
    private TestProgram program;

    /** Three photos, and one post of an old archiver. */
    @BeforeEach
    void archive() throws Exception {
        archive = new TestArchive(folder, new FakeTelegram(folder));
        program = new TestProgram(folder);
        try (Tracker tracker = SqliteTracker.open(database())) {
            Samples.remember(tracker, CHANNEL);
            List<Post> posts = new ArrayList<>(List.of(Samples.text(CHANNEL, 4, "of old")));
            for (int id = 1; id <= 3; id++) {
                posts.add(PostReader.post(photo(id)));
            }
            assertThat(tracker.recordPosts(CHANNEL, posts).newPosts()).isEqualTo(4);
        }
    }

    private static ObjectNode photo(int id) {
        ObjectNode message = JsonNodeFactory.instance.objectNode();
        message.put("@type", "message")
                .put("id", (long) id << 20)
                .put("chat_id", CHANNEL)
                .put("date", 1_600_000_000);
        ObjectNode content = message.putObject("content").put("@type", "messagePhoto");
        content.putObject("caption").put("@type", "formattedText").put("text", "photo " + id);
        ObjectNode size = content.putObject("photo")
                .put("@type", "photo")
                .putArray("sizes")
                .addObject()
                .put("@type", "photoSize")
                .put("width", 10)
                .put("height", 10);
        size.putObject("photo")
                .put("@type", "file")
                .put("size", 100)
                .putObject("remote")
                .put("@type", "remoteFile")
                .put("unique_id", "unique" + id);
        return message;
    }

    private Path database() {
        return archive.data().resolve("tracker.db");
    }

    private void change(String sql) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database());
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(sql)).isPositive();
        }
    }

    private Ended reindex(int exitCode, String... arguments) {
        Ended run = program.run(
                Stream.concat(Stream.of("reindex"), Stream.of(arguments)).toArray(String[]::new));
        assertThat(run.exitCode()).as("%s", run).isEqualTo(exitCode);
        return run;
    }

    @Test
    void says_that_nothing_was_wrong() {
        assertThat(reindex(0).out()).isEqualTo("""
                        4 posts reindexed: nothing had to be corrected.
                        1 post was not recorded whole; download reads it again: %s
                        """.formatted("archiver download " + CHANNEL));
        assertThat(reindex(0, "-q").out()).isEmpty();
    }

    @Test
    void says_what_it_has_corrected_and_found() throws Exception {
        change("UPDATE post SET text = '' WHERE file IS NOT NULL");
        change("UPDATE file SET unique_id = 'of another' WHERE unique_id = 'unique2'");
        assertThat(reindex(0).out())
                .contains("4 posts reindexed: 3 posts had to be corrected.\n")
                .contains("1 file was found and is pending. To fetch it: archiver download ");
    }

    @Test
    void names_what_cannot_be_read_and_ends_with_3() throws Exception {
        change("UPDATE post_raw SET body = x'01ff' WHERE (id & 0xffffffff) = 2");
        assertThat(reindex(3, "--quiet").out().lines())
                .hasSize(2)
                .anyMatch(line -> line.startsWith("unreadable: " + CHANNEL + "/2: a damaged raw message"))
                .anyMatch(line -> line.startsWith("1 post cannot be read and stays as it is."));
        JsonNode json = new ObjectMapper().readTree(reindex(3, "--json").out());
        assertThat(json.path("posts").intValue()).isEqualTo(4);
        assertThat(json.path("not_whole").intValue()).isEqualTo(1);
        assertThat(json.path("messages").size()).isEqualTo(1);
        assertThat(json.at("/messages/0/message_id").intValue()).isEqualTo(2);
    }

    @Test
    void refuses_a_channel_that_is_not_in_the_archive() {
        assertThat(reindex(2, "@unknown").err()).contains("\"@unknown\" is not in the archive");
    }

    @Test
    void needs_the_archive_for_itself() throws Exception {
        ArchiveLock lock = ArchiveLock.take(archive.data(), "download", Instant.now());
        try {
            assertThat(reindex(11).err()).contains("archiver download");
        } finally {
            lock.close();
        }
    }
}
