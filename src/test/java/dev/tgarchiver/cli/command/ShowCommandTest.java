package dev.tgarchiver.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tgarchiver.cli.TestProgram;
import dev.tgarchiver.model.Channel;
import dev.tgarchiver.model.post.Post;
import dev.tgarchiver.post.PostReader;
import dev.tgarchiver.tracker.Samples;
import dev.tgarchiver.tracker.Tracker;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.sqlite.SqliteTracker;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What archiver show prints. */
final class ShowCommandTest {

    private static final long CHAT = dev.tgarchiver.export.Samples.CHAT;

    @TempDir
    private Path folder;

    private TestProgram program;

    @BeforeEach
    void archive() throws IOException, TrackerFailure {
        program = new TestProgram(folder);
        try (Tracker tracker = SqliteTracker.open(folder.resolve("data/tracker.db"))) {
            tracker.remember(new Channel(CHAT, "News", Optional.of("news"), Channel.Type.CHANNEL), taken -> "news");
            tracker.recordPage(
                    CHAT,
                    List.of(text(1, "First\nsecond line"), photo(2, "Album"), photo(3, ""), text(5, "Deleted")),
                    Samples.CURSOR);
            ObjectNode edited = message(1, "First, corrected\nsecond line");
            edited.put("edit_date", dev.tgarchiver.export.Samples.DATE + 60);
            tracker.recordPage(CHAT, List.of(PostReader.post(edited)), Samples.CURSOR);
            tracker.recordDeleted(CHAT, List.of(5L), Instant.parse("2026-01-01T00:00:00Z"));
        }
    }

    private static ObjectNode message(long id, String text) {
        return dev.tgarchiver.export.Samples.message(
                id,
                "messageText",
                "{\"text\":{\"@type\":\"formattedText\",\"text\":\"" + text.replace("\n", "\\n") + "\"}}");
    }

    private static Post text(long id, String text) {
        return PostReader.post(message(id, text));
    }

    private static Post photo(long id, String caption) {
        ObjectNode message = dev.tgarchiver.export.Samples.message(
                id,
                "messagePhoto",
                "{\"caption\":{\"text\":\"" + caption
                        + "\"},\"photo\":{\"@type\":\"photo\",\"sizes\":[{\"@type\":\"photoSize\","
                        + "\"width\":800,\"height\":600,\"photo\":FILE(photo" + id + ", 5000)}]}}");
        message.put("media_album_id", "77");
        return PostReader.post(message);
    }

    @Test
    void shows_a_post_by_its_link_and_by_its_channel_and_number() {
        for (String name : List.of("https://t.me/news/1", "@news/1", "news/1", CHAT + "/1", "News/1")) {
            TestProgram.Ended ended = program.run("show", name);
            assertThat(ended.err()).isEmpty();
            assertThat(ended.exitCode()).isZero();
            assertThat(ended.out())
                    .startsWith("@news - @news/1\nhttps://t.me/news/1\n2023-11-14 ")
                    .contains(", 2 versions\n")
                    .endsWith("\n\nFirst, corrected\nsecond line\n");
        }
    }

    @Test
    void versions_say_what_changed() {
        assertThat(program.run("show", "@news/1", "--versions").out())
                .contains("Version 1,")
                .contains("Changed: text\n- First\n+ First, corrected\n  second line\n");
        assertThat(program.run("show", "@news/1", "--versions", "--json").out()).contains("\"changed\":[\"text\"]");
    }

    @Test
    void an_album_is_one() {
        TestProgram.Ended ended = program.run("show", "@news/3");
        assertThat(ended.out())
                .startsWith("@news - @news/2\n")
                .contains("Album\n\n[photo] 800×600, 5.0 KB\n  not downloaded yet\n")
                .contains("Post 3 of the album\n\n[photo] 800×600");
    }

    @Test
    void a_post_is_found_whatever_the_dates_of_its_neighbours() throws TrackerFailure {
        try (Tracker tracker = SqliteTracker.open(folder.resolve("data/tracker.db"))) {
            ObjectNode imported = message(7, "Imported from long ago");
            imported.put("date", 1_300_000_000);
            tracker.recordPage(CHAT, List.of(PostReader.post(imported), text(8, "Later")), Samples.CURSOR);
        }
        assertThat(program.run("show", "@news/7").out()).endsWith("Imported from long ago\n");
        assertThat(program.run("show", "@news/8").out()).endsWith("Later\n");
    }

    @Test
    void comments_follow_their_post() throws TrackerFailure {
        long group = dev.tgarchiver.export.Samples.OTHER;
        ObjectNode root = message(20, "First");
        root.put("chat_id", group);
        root.set(
                "forward_info",
                dev.tgarchiver.export.Samples.json("{\"origin\":{\"@type\":\"messageOriginChannel\",\"chat_id\":" + CHAT
                        + ",\"message_id\":1048576},\"date\":1700000000,\"source\":{\"chat_id\":" + CHAT
                        + ",\"message_id\":1048576}}"));
        ObjectNode comment = message(21, "I disagree");
        comment.put("chat_id", group);
        comment.set("sender_id", dev.tgarchiver.export.Samples.json("{\"@type\":\"messageSenderUser\",\"user_id\":9}"));
        comment.set(
                "topic_id",
                dev.tgarchiver.export.Samples.json(
                        "{\"@type\":\"messageTopicThread\",\"message_thread_id\":" + PostReader.tdlibId(20) + "}"));
        try (Tracker tracker = SqliteTracker.open(folder.resolve("data/tracker.db"))) {
            tracker.remember(new Channel(group, "Talk", Optional.empty(), Channel.Type.GROUP), taken -> "talk");
            tracker.recordPage(group, List.of(PostReader.post(root), PostReader.post(comment)), Samples.CURSOR);
        }
        assertThat(program.run("show", "@news/1", "--comments").out())
                .contains("\nComments: 1\n")
                .contains("  From: user 9\n")
                .endsWith("  I disagree\n");
        assertThat(program.run("show", "@news/2", "--comments").out()).contains("No comment is in the archive.");
        assertThat(program.run("show", "@news/1").out()).doesNotContain("disagree");
    }

    @Test
    void raw_is_what_was_given() {
        assertThat(program.run("show", "@news/1", "--raw").out())
                .startsWith("{\"@type\":\"message\"")
                .contains("First, corrected\\nsecond line");
    }

    @Test
    void a_deleted_post_says_so() {
        assertThat(program.run("show", "@news/5").out()).contains("\nDeleted at Telegram, noticed 2026-01-01 ");
    }

    @Test
    void what_is_not_there_is_an_error_with_what_is_near() {
        TestProgram.Ended post = program.run("show", "@news/6");
        assertThat(post.exitCode()).isEqualTo(5);
        assertThat(post.err()).contains("The archive has no post 6 of @news. The nearest is @news/5.");
        TestProgram.Ended channel = program.run("show", "https://t.me/newz/6");
        assertThat(channel.exitCode()).isEqualTo(2);
        assertThat(channel.err()).contains("is not in the archive. Did you mean @news?");
        assertThat(program.run("show", "@news").err()).contains("\"@news\" is not a post. Write a link to it");
    }
}
