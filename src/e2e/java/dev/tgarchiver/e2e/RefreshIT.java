package dev.tgarchiver.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tgarchiver.localtelegram.world.Channel;
import dev.tgarchiver.localtelegram.world.Media;
import dev.tgarchiver.localtelegram.world.PostDraft;
import dev.tgarchiver.localtelegram.world.RemoteFile;
import dev.tgarchiver.model.post.PostId;
import dev.tgarchiver.program.ProgramRun;
import dev.tgarchiver.tracker.TrackerReader;
import dev.tgarchiver.tracker.post.PostStatus;
import dev.tgarchiver.tracker.post.PostVersion;
import dev.tgarchiver.tracker.sqlite.SqliteTracker;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Recent posts are asked for again: what was edited or deleted since the last run is in the archive after the next. */
final class RefreshIT extends EndToEnd {

    private Channel channel;

    @BeforeEach
    void start() throws IOException {
        channel =
                telegram.world().channel("Some Channel").username("some").posts(20, id -> PostDraft.text("Old " + id));
        archiver.loggedIn();
    }

    @AfterEach
    void stop() {
        assertThat(telegram.calls().problems()).isEmpty();
    }

    private ProgramRun download() throws IOException {
        ProgramRun run = archiver.run("", "download", "@some");
        assertThat(run.exitCode()).as("%s", run).isZero();
        return run;
    }

    private long requestsFor(int id) {
        return telegram.calls().of("channels.getMessages").stream()
                .filter(call -> call.arguments().objectsAt("id").stream().anyMatch(one -> one.intAt("id") == id))
                .count();
    }

    @Test
    void an_edited_and_a_deleted_post_are_in_the_tracker_and_in_the_summary() throws Exception {
        channel.history().add(PostDraft.text("Before"));
        channel.history().add(PostDraft.text("To go"));
        channel.history().add(PostDraft.media(Media.document("a.bin", RemoteFile.ofSize(5000))));
        download();
        channel.history().edit(21, PostDraft.text("After"));
        channel.history().delete(22);

        ProgramRun second = download();

        assertThat(second.out()).startsWith("1 post edited, 1 deleted, no files (");
        assertThat(archiver.run("", "stats").out()).contains("@some: 1 post edited, 1 deleted at Telegram.");
        // Fewer when the channel's difference, which the client asks for at the same time, has come first.
        assertThat(requestsFor(21)).isLessThanOrEqualTo(2);
        try (TrackerReader tracker = SqliteTracker.openReadOnly(folder.resolve("data/tracker.db"))) {
            long chatId = tracker.channels().get(0).chatId();
            assertThat(tracker.versions(new PostId(chatId, 21)))
                    .extracting(PostVersion::text)
                    .containsExactly("Before", "After");
            assertThat(tracker.standings(chatId, 1, 100))
                    .filteredOn(PostStatus::deleted)
                    .extracting(PostStatus::messageId)
                    .containsExactly(22L);
        }
        assertThat(folder.resolve("data/lanes")).doesNotExist();
    }

    @Test
    void posts_that_were_not_recorded_whole_are_read_again() throws Exception {
        download();
        Path file = folder.resolve("data/tracker.db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("DELETE FROM post_raw WHERE id & 0xffffffff <= 15");
            statement.executeUpdate("UPDATE post SET version = 0 WHERE id & 0xffffffff <= 15");
        }
        assertThat(archiver.run("", "stats").out()).contains("@some: 15 posts to be read again.");

        ProgramRun second = download();

        assertThat(second.err()).contains("15 posts that an older archiver has not recorded whole are read again.");
        assertThat(second.out()).startsWith("Nothing new (");
        try (TrackerReader tracker = SqliteTracker.openReadOnly(file)) {
            long chatId = tracker.channels().get(0).chatId();
            assertThat(tracker.unread(chatId)).isZero();
            assertThat(tracker.versions(new PostId(chatId, 15)).get(0).json().orElseThrow())
                    .contains("Old 15");
        }
    }

    @Test
    void a_run_without_recent_posts_opens_no_further_client() throws Exception {
        download();
        telegram.calls().clear();
        download();
        assertThat(requestsFor(20)).isZero();
        assertThat(telegram.calls().of("contacts.search")).isEmpty();
    }
}
