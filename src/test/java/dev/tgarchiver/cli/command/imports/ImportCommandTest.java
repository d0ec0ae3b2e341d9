package dev.tgarchiver.cli.command.imports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tgarchiver.archive.TestArchive;
import dev.tgarchiver.cli.TestProgram;
import dev.tgarchiver.cli.TestProgram.Ended;
import dev.tgarchiver.model.Channel;
import dev.tgarchiver.model.FileState;
import dev.tgarchiver.model.post.Post;
import dev.tgarchiver.model.post.PostId;
import dev.tgarchiver.telegram.FakeChannel;
import dev.tgarchiver.telegram.FakePost;
import dev.tgarchiver.telegram.FakeTelegram;
import dev.tgarchiver.tracker.Tracker;
import dev.tgarchiver.tracker.post.PostStatus;
import dev.tgarchiver.tracker.post.PostVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an import brings into the archive, and what a download does with it. */
final class ImportCommandTest {

    private static final long NUMBER = 1_000_000_001;
    private static final long CHAT = -1_000_000_000_000L - NUMBER;

    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TempDir
    private Path folder;

    private FakeTelegram telegram;
    private TestArchive archive;
    private TestProgram program;
    private ObjectNode export;

    @BeforeEach
    void empty() throws IOException {
        telegram = new FakeTelegram(folder);
        archive = new TestArchive(folder, telegram);
        program = new TestProgram(folder);
        export = MAPPER.createObjectNode()
                .put("name", "News")
                .put("type", "public_channel")
                .put("id", NUMBER);
        export.putArray("messages");
    }

    private ObjectNode message(long id, String text) {
        return export.withArray("messages")
                .addObject()
                .put("id", id)
                .put("type", "message")
                .put("date", "2024-01-01T00:00:00")
                .put("date_unixtime", Long.toString(FakeChannel.FIRST.getEpochSecond() + (id - 1) * 3600))
                .put("from", "Ann")
                .put("from_id", "user7")
                .put("text", text);
    }

    private ObjectNode document(long id, byte[] bytes) throws IOException {
        String path = "files/" + id + ".bin";
        file(path, bytes);
        return message(id, "").put("file", path).put("file_size", bytes.length).put("file_name", id + ".bin");
    }

    private void file(String path, byte[] bytes) throws IOException {
        Path file = folder.resolve("export").resolve(path);
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
    }

    private Ended run(int exitCode, String... arguments) {
        Ended run = program.run(arguments);
        assertThat(run.exitCode()).as("%s", run).isEqualTo(exitCode);
        return run;
    }

    private Ended imported(int exitCode, String... more) throws IOException {
        Path place = folder.resolve("export");
        Files.createDirectories(place);
        Files.writeString(place.resolve("result.json"), MAPPER.writeValueAsString(export));
        String[] arguments = new String[more.length + 2];
        arguments[0] = "import";
        arguments[1] = place.toString();
        System.arraycopy(more, 0, arguments, 2, more.length);
        return run(exitCode, arguments);
    }

    private List<Post> posts() throws Exception {
        List<Post> posts = new ArrayList<>();
        try (Tracker tracker = archive.tracker()) {
            for (PostStatus status : tracker.standings(CHAT, 1, 1_000)) {
                posts.add(tracker.post(new PostId(CHAT, status.messageId())).orElseThrow());
            }
        }
        return posts;
    }

    private FileState state(long message) throws Exception {
        try (Tracker tracker = archive.tracker()) {
            return tracker.standings(CHAT, message, message)
                    .get(0)
                    .file()
                    .orElseThrow()
                    .state();
        }
    }

    private FakeChannel channel() {
        return telegram.add(new Channel(CHAT, "News", Optional.of("news"), Channel.Type.CHANNEL));
    }

    @Test
    void brings_posts_and_files_and_keeps_messages_as_they_were() throws Exception {
        ObjectNode text = message(1, "Hello");
        text.putArray("text_entities")
                .add(MAPPER.createObjectNode().put("type", "plain").put("text", "Hel"))
                .add(MAPPER.createObjectNode().put("type", "bold").put("text", "lo"));
        document(2, new byte[] {1, 2, 3});
        message(3, "").put("photo", "(File not included. Change data exporting settings to download.)");
        assertThat(imported(0).out()).isEqualTo("""
                -1001000000001 (News): 3 posts imported, 1 file (3 B)
                  1 file is not in the export: 1 not included, 0 too large, 0 unavailable.
                  To read these posts whole, and to fetch what is missing: archiver download -1001000000001
                """);
        List<Post> posts = posts();
        assertThat(posts).extracting(Post::type).containsExactly("text", "document", "photo");
        assertThat(posts.get(0).text()).isEqualTo("Hello");
        assertThat(posts.get(0).entities())
                .isEqualTo(
                        "[{\"@type\":\"textEntity\",\"offset\":3,\"length\":2,\"type\":{\"@type\":\"textEntityTypeBold\"}}]");
        assertThat(state(2)).isEqualTo(FileState.DONE);
        assertThat(state(3)).isEqualTo(FileState.PENDING);
        assertThat(archive.files().get("News/2_2.bin")).hasBinaryContent(new byte[] {1, 2, 3});
        assertThat(Files.isSameFile(archive.files().get("News/2_2.bin"), folder.resolve("export/files/2.bin")))
                .isTrue();
        try (Tracker tracker = archive.tracker()) {
            assertThat(tracker.imported(new PostId(CHAT, 1)).orElseThrow())
                    .asString(StandardCharsets.UTF_8)
                    .isEqualTo(text.toString());
            assertThat(tracker.peer(7).orElseThrow().name()).isEqualTo("Ann");
        }
    }

    @Test
    void a_second_import_changes_nothing() throws Exception {
        message(1, "Hello");
        document(2, new byte[] {1, 2, 3});
        imported(0);
        List<String> before = archive.files().keySet().stream().toList();
        message(1, "another text for a number that is taken");
        assertThat(imported(0).out()).startsWith("-1001000000001 (News): 0 posts imported, 3 in the archive already\n");
        assertThat(archive.files().keySet()).containsExactlyElementsOf(before);
        assertThat(posts().get(0).text()).isEqualTo("Hello");
    }

    @Test
    void the_next_download_fetches_only_what_is_missing_and_joins_posts_by_their_numbers() throws Exception {
        FakeChannel channel = channel();
        channel.post(FakePost.text("Hello"));
        channel.post(FakePost.document("2.bin", 30));
        channel.post(FakePost.document("3.bin", 40));
        channel.post(FakePost.document("4.bin", 50));
        channel.post(FakePost.text("edited since"));
        message(1, "Hello");
        document(2, channel.bytes(2));
        message(3, "").put("file", "(File exceeds maximum size. Change data exporting settings to download.)");
        document(4, new byte[] {9});
        message(5, "before");
        imported(0);
        assertThat(archive.download(channel).result().channelFailures()).isEmpty();
        assertThat(telegram.calls(FakeTelegram.Call.FILE))
                .extracting(PostId::messageId)
                .containsOnly(3L, 4L);
        assertThat(archive.file(channel, 2)).hasBinaryContent(channel.bytes(2));
        assertThat(archive.file(channel, 3)).hasBinaryContent(channel.bytes(3));
        assertThat(archive.file(channel, 4)).hasBinaryContent(channel.bytes(4));
        try (Tracker tracker = archive.tracker()) {
            assertThat(tracker.unread(CHAT)).isZero();
            for (long id = 1; id <= 4; id++) {
                assertThat(tracker.versions(new PostId(CHAT, id))).hasSize(1);
            }
            assertThat(tracker.versions(new PostId(CHAT, 5)))
                    .extracting(PostVersion::text)
                    .containsExactly("before", "edited since");
            assertThat(tracker.imported(new PostId(CHAT, 1))).isPresent();
        }
    }

    @Test
    void files_of_an_export_come_to_posts_that_are_in_the_archive() throws Exception {
        FakeChannel channel = channel();
        channel.post(FakePost.document("1.bin", 30));
        channel.post(FakePost.document("2.bin", 40));
        try (Tracker tracker = archive.tracker()) {
            tracker.remember(channel.channel(), taken -> "News");
            tracker.recordPosts(CHAT, channel.posts());
        }
        document(1, channel.bytes(1));
        document(2, new byte[] {1}).put("file_size", 41);
        assertThat(imported(0).out())
                .isEqualTo("@news (News): 0 posts imported, 2 in the archive already, 1 file (30 B)\n");
        assertThat(archive.file(channel, 1)).hasBinaryContent(channel.bytes(1));
        assertThat(state(2)).isEqualTo(FileState.PENDING);
    }

    @Test
    void an_export_of_what_was_imported_says_the_same() throws Exception {
        ObjectNode poll = message(1, "");
        poll.putObject("poll")
                .put("question", "Why?")
                .put("closed", false)
                .put("total_voters", 3)
                .putArray("answers")
                .addObject()
                .put("text", "So")
                .put("voters", 3)
                .put("chosen", false);
        ObjectNode text = message(2, "Hello").put("forwarded_from", "Bob");
        text.putArray("reactions")
                .addObject()
                .put("type", "emoji")
                .put("count", 3)
                .put("emoji", "👍");
        document(3, new byte[] {1, 2, 3});
        imported(0);
        Path out = folder.resolve("out");
        run(0, "export", "--plain", "--output", out.toString(), Long.toString(CHAT));
        JsonNode messages = MAPPER.readTree(out.resolve("result.json").toFile()).path("messages");
        assertThat(messages.get(0).path("poll").toString())
                .isEqualTo(poll.path("poll").toString());
        assertThat(messages.get(0).path("from").asText()).isEqualTo("Ann");
        assertThat(messages.get(1).path("forwarded_from").asText()).isEqualTo("Bob");
        assertThat(messages.get(1).path("reactions").toString())
                .isEqualTo(text.path("reactions").toString());
        assertThat(out.resolve(messages.get(2).path("file").asText())).hasBinaryContent(new byte[] {1, 2, 3});
    }

    @Test
    void a_dry_run_changes_nothing() throws Exception {
        message(1, "Hello");
        document(2, new byte[] {1, 2, 3});
        assertThat(imported(0, "--dry-run").out())
                .isEqualTo("-1001000000001 (News): 2 posts to import, 1 file (3 B)\n");
        assertThat(folder.resolve("data/tracker.db")).doesNotExist();
        imported(0);
        assertThat(imported(0, "--dry-run").out())
                .isEqualTo("-1001000000001 (News): 0 posts to import, 2 in the archive already\n");
    }

    @Test
    void lists_what_does_not_fit() throws Exception {
        message(1, "").put("file", "files/gone.bin");
        message(2, "").put("file", "../../config.yaml");
        document(3, new byte[] {1, 2}).put("file_size", 5);
        message(4, "").put("type", "service").put("action", "dance");
        message(5, "no date").remove("date_unixtime");
        ((ObjectNode) export.path("messages").get(4)).remove("date");
        message(-999_999_990, "of old");
        export.withArray("messages").addObject().put("id", 6).put("type", "unsupported");
        Ended run = imported(3);
        assertThat(run.out())
                .contains("message 1: the file \"files/gone.bin\" is not in the export's folder.")
                .contains("message 2: the path \"../../config.yaml\" cannot be one of an export.")
                .contains("message 4: it is a \"dance\", which is not known here, and was kept as it is.")
                .contains("message 5: it cannot be read: it has no date.")
                .contains("message 6: Telegram Desktop did not know its kind, and says nothing of it.")
                .contains("message -999999990: it is of the basic group that became this supergroup.");
        assertThat(run.out()).contains("message 3: ");
        assertThat(posts()).hasSize(4);
        JsonNode json = MAPPER.readTree(imported(3, "--json").out());
        assertThat(json.path("channels")
                        .get(0)
                        .path("problems")
                        .path("other_size")
                        .intValue())
                .isEqualTo(1);
    }

    @Test
    void what_precedes_the_place_where_an_export_is_broken_is_imported() throws Exception {
        message(1, "one");
        message(2, "two");
        imported(0, "--dry-run");
        Path file = folder.resolve("export/result.json");
        String whole = Files.readString(file);
        Files.writeString(file, whole.substring(0, whole.indexOf("two")));
        assertThat(run(3, "import", file.toString()).out())
                .startsWith("-1001000000001 (News): 1 post imported\n")
                .contains("It is broken in line 1, column ")
                .contains("What precedes that place is imported.");
        assertThat(posts()).hasSize(1);
        Files.writeString(file, whole);
        assertThat(run(0, "import", file.toString()).out())
                .startsWith("-1001000000001 (News): 1 post imported, 1 in the archive already\n");
    }

    @Test
    void one_chat_of_an_export_with_several() throws Exception {
        message(1, "one");
        ObjectNode other = export.deepCopy().put("name", "Cats").put("id", NUMBER + 1);
        ObjectNode all = MAPPER.createObjectNode().put("about", "An account.");
        ArrayNode list = all.putObject("chats").put("about", "").putArray("list");
        list.add(export).add(other);
        export = all;
        assertThat(imported(0, "--channel", "cats").out()).startsWith("-1001000000002 (Cats): 1 post imported\n");
        assertThat(imported(2, "--channel", "dogs").err())
                .contains("It has \"News\" (-1001000000001), \"Cats\" (-1001000000002).");
        assertThat(imported(0).out())
                .contains("-1001000000001 (News): 1 post imported\n")
                .contains("-1001000000002 (Cats): 0 posts imported, 1 in the archive already\n");
    }

    @Test
    void says_what_it_needs() throws Exception {
        assertThat(run(2, "import").err()).contains("The export is missing.");
        assertThat(run(2, "import", folder.resolve("nowhere").toString()).err())
                .contains("is not there. Name the folder");
        Files.writeString(folder.resolve("messages.html"), "<html>");
        assertThat(run(2, "import", folder.toString()).err()).contains("Machine-readable JSON");
    }
}
