package dev.tgarchiver.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tgarchiver.localtelegram.world.BasicGroup;
import dev.tgarchiver.localtelegram.world.Channel;
import dev.tgarchiver.localtelegram.world.Media;
import dev.tgarchiver.localtelegram.world.PostDraft;
import dev.tgarchiver.localtelegram.world.RemoteFile;
import dev.tgarchiver.model.post.PostId;
import dev.tgarchiver.program.Folders;
import dev.tgarchiver.program.ProgramRun;
import dev.tgarchiver.tracker.ChannelRow;
import dev.tgarchiver.tracker.TrackerReader;
import dev.tgarchiver.tracker.post.PostStatus;
import dev.tgarchiver.tracker.post.PostVersion;
import dev.tgarchiver.tracker.sqlite.SqliteTracker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Basic groups, whose messages are numbered together with those of other chats, and what becomes of them. */
final class MigratedGroupIT extends EndToEnd {

    private static final int OLD = 12;

    private BasicGroup group;

    @BeforeEach
    void start() throws IOException {
        user.savedMessages().posts(3, id -> PostDraft.text("Note " + id));
        group = telegram.world()
                .basicGroup("Hikers", user)
                .with(telegram.world().user("15550042").named("Bea", "Brown"))
                .posts(OLD, id -> file("old-" + id, 1_000 + id));
        archiver.loggedIn();
    }

    @AfterEach
    void stop() {
        assertThat(telegram.calls().problems()).isEmpty();
    }

    private static PostDraft file(String name, int size) {
        return PostDraft.media(Media.document(name + ".bin", RemoteFile.ofSize(size)));
    }

    private ProgramRun run(String... arguments) throws IOException {
        ProgramRun run = archiver.run("", arguments);
        assertThat(run.exitCode()).as("%s\n%s", run, archiver.log()).isZero();
        return run;
    }

    private JsonNode stats(String... arguments) throws IOException {
        String[] all = Stream.concat(Stream.of("stats", "--json"), Stream.of(arguments))
                .toArray(String[]::new);
        return new ObjectMapper().readTree(run(all).out());
    }

    /** The folders of the archive, and how many files are in each. */
    private List<String> folders() throws IOException {
        Path downloads = folder.resolve("data/downloads");
        try (Stream<Path> folders = Files.list(downloads)) {
            return folders.map(path -> downloads.relativize(path) + " " + files(path))
                    .sorted()
                    .toList();
        }
    }

    private static long files(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long fetched() {
        return telegram.calls().of("upload.getFile").size();
    }

    private TrackerReader tracker() throws Exception {
        return SqliteTracker.openReadOnly(folder.resolve("data/tracker.db"));
    }

    @Test
    void a_supergroup_has_the_history_of_the_basic_group_that_it_was() throws Exception {
        Channel hikers = telegram.world().upgrade(group);
        for (int i = 1; i <= 4; i++) {
            hikers.post(file("new-" + i, 2_000 + i));
        }
        String id = Long.toString(hikers.chatId());

        ProgramRun first = run("download", id);

        assertThat(first.out()).contains("16 files");
        assertThat(folders()).containsExactly("Hikers 16");
        JsonNode stats = stats();
        assertThat(stats.path("channels")).hasSize(1);
        JsonNode channel = stats.path("channels").get(0);
        assertThat(channel.path("chat_id").longValue()).isEqualTo(hikers.chatId());
        assertThat(channel.path("posts").intValue()).isEqualTo(OLD + 1 + 1 + 4);
        assertThat(channel.path("files").intValue()).isEqualTo(16);
        assertThat(channel.path("complete").booleanValue()).isTrue();

        String old = Long.toString(group.chatId());
        telegram.calls().clear();
        assertThat(run("download", old).out()).startsWith("Nothing new");
        assertThat(fetched()).isZero();
        assertThat(stats(old).path("channels").get(0).path("chat_id").longValue())
                .isEqualTo(hikers.chatId());
        assertThat(run("verify", "--audit", old).out())
                .contains("Telegram has 5 posts; 4 files archived, nothing missing.")
                .contains("Telegram has 13 posts; 12 files archived, nothing missing.");
        run("reindex", old);
        assertThat(run("verify", old).out()).contains("16 files");

        run("forget", "--yes", "--delete-files", old);
        assertThat(stats().path("channels")).isEmpty();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("data/tracker.db"));
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeQuery("SELECT count(*) FROM channel").getInt(1))
                    .isZero();
        }
    }

    @Test
    void a_group_that_was_archived_before_continues_as_a_supergroup() throws Exception {
        run("download", Long.toString(group.chatId()));
        assertThat(folders()).containsExactly("Hikers 12");
        group.post(file("last", 3_000));
        Channel hikers = telegram.world().upgrade(group).titled("Hikers of the North");
        hikers.post(file("new", 4_000));
        telegram.calls().clear();

        ProgramRun second = run("download", Long.toString(group.chatId()));

        assertThat(second.out()).contains("2 files");
        assertThat(fetched()).isEqualTo(2);
        assertThat(folders()).containsExactly("Hikers 14");
        JsonNode stats = stats("Hikers of the North");
        assertThat(stats.path("channels")).hasSize(1);
        assertThat(stats.path("channels").get(0).path("files").intValue()).isEqualTo(14);
        assertThat(stats.path("channels").get(0).path("label").asText()).isEqualTo("Hikers of the North");
        try (TrackerReader tracker = tracker()) {
            ChannelRow row = tracker.channels().get(0);
            assertThat(row.earlierChats()).containsExactly(group.chatId());
            assertThat(tracker.channel(group.chatId()).orElseThrow().directory())
                    .isEqualTo(row.directory());
        }
        assertThat(run("verify").out()).contains("14 files");
    }

    @Test
    void the_number_of_a_group_that_became_a_supergroup_leads_to_it_though_no_list_has_it() throws Exception {
        Channel hikers = telegram.world().upgrade(group);
        hikers.post(file("new", 4_000));
        assertThat(run("download", Long.toString(group.chatId())).out()).contains("13 files");
        assertThat(stats().path("channels").get(0).path("chat_id").longValue()).isEqualTo(hikers.chatId());
    }

    @Test
    void what_a_supergroup_hides_of_its_earlier_history_follows_when_it_is_shown() throws Exception {
        Channel hikers = telegram.world().upgrade(group).hideEarlierHistory(true);
        hikers.post(file("new", 4_000));
        String id = Long.toString(hikers.chatId());
        assertThat(run("download", id).out()).contains("1 file");
        hikers.hideEarlierHistory(false);
        // TDLib asks again a minute later, or when its database is new.
        Folders.delete(archiver.data().resolve("session"));
        archiver.loggedIn();
        run("download", id);
        assertThat(folders()).containsExactly("Hikers 13");
    }

    @Test
    void recent_posts_of_a_basic_group_are_asked_for_again_and_it_can_be_audited() throws Exception {
        group.post(PostDraft.text("Before"));
        int edited = group.history().topId();
        user.savedMessages().history().add(PostDraft.text("In between"));
        group.post(PostDraft.text("To go"));
        int deleted = group.history().topId();
        group.post(PostDraft.text("Last"));
        String id = Long.toString(group.chatId());
        run("download", id);
        group.history().edit(edited, PostDraft.text("After"));
        group.history().delete(deleted);

        ProgramRun second = run("download", id);

        assertThat(second.out()).startsWith("1 post edited, 1 deleted, no files (");
        try (TrackerReader tracker = tracker()) {
            assertThat(tracker.versions(new PostId(group.chatId(), edited)))
                    .extracting(PostVersion::text)
                    .containsExactly("Before", "After");
            assertThat(tracker.standings(group.chatId(), 1, deleted + 10))
                    .filteredOn(PostStatus::deleted)
                    .extracting(PostStatus::messageId)
                    .containsExactly((long) deleted);
        }
        assertThat(run("verify", "--audit", id).out())
                .contains("Telegram has 14 posts; 12 files archived, nothing missing.")
                .contains("keeps 1 post that Telegram no longer has");
    }

    @Test
    void posts_of_a_basic_group_and_of_saved_messages_that_were_not_recorded_whole_are_read_again() throws Exception {
        String id = Long.toString(group.chatId());
        run("download", id, "me");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("data/tracker.db"));
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("DELETE FROM post_raw");
            statement.executeUpdate("UPDATE post SET version = 0");
        }
        assertThat(stats().path("totals").path("posts_to_read_again").intValue())
                .isEqualTo(OLD + 3);

        run("download", id, "me");

        assertThat(stats().path("totals").path("posts_to_read_again").intValue())
                .isZero();
    }
}
