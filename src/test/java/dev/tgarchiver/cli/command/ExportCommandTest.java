package dev.tgarchiver.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tgarchiver.archive.TestArchive;
import dev.tgarchiver.cli.TestProgram;
import dev.tgarchiver.cli.TestProgram.Ended;
import dev.tgarchiver.export.Samples;
import dev.tgarchiver.model.post.Peer;
import dev.tgarchiver.model.post.Post;
import dev.tgarchiver.post.PostReader;
import dev.tgarchiver.telegram.FakeTelegram;
import dev.tgarchiver.tracker.Tracker;
import dev.tgarchiver.tracker.sqlite.SqliteTracker;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an export leaves in its folder, what it says, and its exit codes. */
final class ExportCommandTest {

    private static final long CHANNEL = Samples.CHAT;

    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TempDir
    private Path folder;

    private TestArchive archive;
    private TestProgram program;

    /** A text, two photos of which one is stored, a stored document, and a text of an early archiver. */
    @BeforeEach
    void archive() throws Exception {
        archive = new TestArchive(folder, new FakeTelegram(folder));
        program = new TestProgram(folder);
        try (Tracker tracker = archive.tracker()) {
            tracker.remember(Samples.NEWS.channel(), taken -> "news");
            List<Post> posts = new ArrayList<>(List.of(
                    PostReader.post(
                            Samples.message(1, "messageText", "{\"text\":{\"text\":\"=1+1\",\"entities\":[]}}")),
                    PostReader.post(photo(2, "kept2")),
                    PostReader.post(photo(3, "later3")),
                    PostReader.post(Samples.message(
                            4,
                            "messageDocument",
                            "{\"document\":{\"@type\":\"document\",\"file_name\":\"a.pdf\",\"mime_type\":\"application/pdf\","
                                    + "\"document\":FILE(kept4, 5)},\"caption\":{\"text\":\"Read\"}}")),
                    PostReader.recorded(
                            Samples.message(5, "messageText", "{\"text\":{\"text\":\"of old\",\"entities\":[]}}"))));
            assertThat(tracker.recordPosts(CHANNEL, posts).newPosts()).isEqualTo(5);
            tracker.recordPeers(List.of(new Peer(1, Peer.Kind.USER, "Ann", List.of(), "")));
        }
        store("kept2", "photo");
        store("kept4", "paper");
    }

    private static ObjectNode photo(long id, String file) {
        return Samples.message(
                id,
                "messagePhoto",
                "{\"photo\":{\"@type\":\"photo\",\"sizes\":[{\"@type\":\"photoSize\",\"width\":10,\"height\":10,\"photo\":FILE("
                        + file + ", 5)}]},\"caption\":{\"text\":\"photo " + id + "\"}}");
    }

    private void store(String id, String content) throws Exception {
        Path file = archive.downloads().resolve("news").resolve(id);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:sqlite:" + archive.data().resolve("tracker.db"));
                PreparedStatement statement = connection.prepareStatement(
                        "UPDATE file SET state = 'done', path = ?, sha256 = zeroblob(32), worker = 'w' WHERE unique_id = ?")) {
            statement.setString(1, "news/" + id);
            statement.setString(2, id);
            assertThat(statement.executeUpdate()).isEqualTo(1);
        }
    }

    private Path output() {
        return folder.resolve("out");
    }

    private Ended export(int exitCode, String... arguments) {
        Ended run =
                program.run(Stream.concat(Stream.of("export", "--output", output().toString()), Stream.of(arguments))
                        .toArray(String[]::new));
        assertThat(run.exitCode()).as("%s", run).isEqualTo(exitCode);
        return run;
    }

    private JsonNode result() throws IOException {
        return MAPPER.readTree(output().resolve("result.json").toFile());
    }

    private static List<String> files(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(Files::isRegularFile)
                    .map(path -> folder.relativize(path).toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void writes_telegram_desktops_folder_with_links_to_the_files() throws Exception {
        assertThat(export(0, "@news", "--format", "telegram").out())
                .isEqualTo("@news: 5 posts, 2 files (10 B) in " + output().resolve("result.json") + "\n");
        JsonNode messages = result().path("messages");
        assertThat(messages).hasSize(5);
        String photo = messages.path(1).path("photo").asText();
        assertThat(files(output())).containsExactly(".archiver-export", "files/a.pdf", photo, "result.json");
        assertThat(output().resolve(photo)).hasContent("photo");
        assertThat(Files.isSameFile(output().resolve(photo), archive.downloads().resolve("news/kept2")))
                .isTrue();
        assertThat(messages.path(2).path("photo").asText()).startsWith("(File not included.");
        assertThat(messages.path(3).path("file").asText()).isEqualTo("files/a.pdf");
        assertThat(messages.path(4).path("text").asText()).isEqualTo("of old");
        assertThat(messages.path(4).path("_archiver").path("not_whole").booleanValue())
                .isTrue();
    }

    @Test
    void copies_files_when_asked() throws Exception {
        export(0, "@news", "--format", "telegram", "--media", "copy");
        Path file = output().resolve("files/a.pdf");
        assertThat(file).hasContent("paper");
        assertThat(Files.isSameFile(file, archive.downloads().resolve("news/kept4")))
                .isFalse();
    }

    @Test
    void leaves_files_out_when_asked() throws Exception {
        assertThat(export(0, "@news", "--format", "telegram", "--media", "none", "--plain")
                        .out())
                .isEqualTo("@news: 5 posts in " + output().resolve("result.json") + "\n");
        assertThat(files(output())).containsExactly(".archiver-export", "result.json");
        assertThat(Files.readString(output().resolve("result.json")))
                .contains("\"file\": \"(File not included. Change data exporting settings to download.)\"")
                .doesNotContain("_archiver");
    }

    @Test
    void all_channels_have_a_folder_each() throws Exception {
        export(0, "--format", "telegram");
        assertThat(output().resolve("news/result.json")).exists();
    }

    @Test
    void restricts_the_posts() throws Exception {
        export(0, "@news", "--format", "jsonl", "--type", "photo,document");
        assertThat(Files.readAllLines(output().resolve("posts.jsonl"))).hasSize(3);
        export(0, "@news", "--format", "jsonl", "--limit", "2");
        assertThat(Files.readAllLines(output().resolve("posts.jsonl")))
                .extracting(line -> MAPPER.readTree(line).path("id").intValue())
                .containsExactly(4, 5);
        export(0, "@news", "--format", "jsonl", "--since", "2023-11-14", "--until", "2023-11-15");
        assertThat(Files.readAllLines(output().resolve("posts.jsonl"))).hasSize(5);
        export(0, "@news", "--format", "jsonl", "--has", "media", "--min-size", "5", "--limit", "2");
        assertThat(Files.readAllLines(output().resolve("posts.jsonl")))
                .extracting(line -> MAPPER.readTree(line).path("id").intValue())
                .containsExactly(3, 4);
        assertThat(export(2, "@news", "--format", "jsonl", "--sender", "nobody at all")
                        .err())
                .contains("--sender: no sender in the archive is called");
        export(0, "@news", "--format", "jsonl", "--until", "2010");
        assertThat(output().resolve("posts.jsonl")).isEmptyFile();
    }

    @Test
    void a_line_of_json_says_all_about_a_post() throws Exception {
        export(0, "@news", "--format", "jsonl");
        JsonNode line = MAPPER.readTree(
                Files.readAllLines(output().resolve("posts.jsonl")).get(3));
        assertThat(line.toString())
                .isEqualTo("{\"chat_id\":-1001000000001,\"id\":4,\"link\":\"https://t.me/news/4\","
                        + "\"date\":\"2023-11-14T22:13:20Z\",\"type\":\"document\",\"sender_id\":-1001000000001,"
                        + "\"sender\":\"News\",\"text\":\"Read\",\"files\":[{\"role\":\"document\",\"kind\":\"document\","
                        + "\"path\":\"media/4_a.pdf\",\"archive_path\":\"news/kept4\",\"state\":\"stored\",\"name\":\"a.pdf\","
                        + "\"mime_type\":\"application/pdf\",\"size\":5,\"sha256\":\"" + "0".repeat(64)
                        + "\",\"unique_id\":\"kept4\"}]}");
        assertThat(output().resolve("media/4_a.pdf")).hasContent("paper");
    }

    @Test
    void a_table_has_a_head_and_no_formulas() throws Exception {
        export(0, "@news", "--format", "csv");
        List<String> rows = Files.readAllLines(output().resolve("posts.csv"));
        assertThat(rows).hasSize(6);
        assertThat(rows.get(0)).startsWith("chat_id,id,link,date,").endsWith(",duration_seconds,width,height");
        assertThat(rows.get(1))
                .isEqualTo(
                        "-1001000000001,1,https://t.me/news/1,2023-11-14T22:13:20Z,,,text,-1001000000001,News,,,,,,,,,,"
                                + "'=1+1,0,0,0,,1,0,,,,,,,,");
        assertThat(rows.get(4)).contains(",1,1,media/4_a.pdf,a.pdf,application/pdf,5,");
    }

    @Test
    void raw_messages_are_added_when_asked() throws Exception {
        export(0, "@news", "--format", "jsonl", "--raw");
        JsonNode line = MAPPER.readTree(
                Files.readAllLines(output().resolve("posts.jsonl")).get(0));
        assertThat(line.path("raw").path("content").path("@type").asText()).isEqualTo("messageText");
    }

    @Test
    void replaces_an_earlier_export() throws Exception {
        export(0, "@news", "--format", "telegram");
        export(0, "@news", "--format", "csv", "--media", "none");
        assertThat(files(output())).containsExactly(".archiver-export", "posts.csv");
        assertThat(archive.downloads().resolve("news/kept2")).hasContent("photo");
        try (Stream<Path> beside = Files.list(folder)) {
            assertThat(beside.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("config.yaml", "data", "out");
        }
    }

    @Test
    void the_remains_of_a_killed_export_are_replaced() throws Exception {
        export(0, "@news", "--format", "telegram");
        Files.move(output(), folder.resolve("out.replaced"));
        Path unfinished = Files.createDirectories(folder.resolve("out.unfinished/photos"));
        Files.writeString(unfinished.resolve("half.jpg"), "half");
        Files.writeString(folder.resolve("out.unfinished/.archiver-export"), "");
        export(2, "@unknown", "--format", "telegram");
        export(0, "@news", "--format", "csv", "--media", "none");
        assertThat(files(output())).containsExactly(".archiver-export", "posts.csv");
        assertThat(folder.resolve("out.replaced")).doesNotExist();
        assertThat(folder.resolve("out.unfinished")).doesNotExist();
    }

    @Test
    void refuses_a_folder_with_other_files() throws Exception {
        Files.createDirectories(output());
        Files.writeString(output().resolve("thesis.txt"), "years of work");
        assertThat(export(2, "@news", "--format", "telegram").err())
                .contains("has other files in it, which an export would replace");
        assertThat(files(output())).containsExactly("thesis.txt");
    }

    @Test
    void refuses_the_archives_own_folder() {
        Ended run = program.run(
                "export",
                "--format",
                "csv",
                "--output",
                archive.downloads().resolve("x").toString());
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("is in the archive's own folder");
    }

    @Test
    void two_exports_to_one_folder_do_not_mix() throws Exception {
        Path unfinished = Files.createDirectories(folder.resolve("out.unfinished"));
        try (FileChannel mark = FileChannel.open(
                        unfinished.resolve(".archiver-export"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = mark.lock()) {
            assertThat(lock.isValid()).isTrue();
            assertThat(export(2, "@news", "--format", "csv").err()).contains("another export to");
        }
    }

    @Test
    void says_which_files_the_archive_lacks_and_ends_with_3() throws Exception {
        Files.delete(archive.downloads().resolve("news/kept4"));
        assertThat(export(3, "@news", "--format", "telegram").out())
                .contains(
                        "@news: 1 file is not where the archive has put it, and not in the export. To find out: archiver verify @news");
        assertThat(result().path("messages").path(3).path("file").asText()).startsWith("(File not included.");
    }

    @Test
    void prints_one_object_when_asked() throws Exception {
        JsonNode json =
                MAPPER.readTree(export(0, "@news", "--format", "csv", "--json").out());
        assertThat(json.toString())
                .isEqualTo("{\"type\":\"export\",\"format\":\"csv\",\"channels\":[{\"channel\":\"@news\",\"chat_id\":"
                        + CHANNEL + ",\"file\":\"" + output().resolve("posts.csv")
                        + "\",\"posts\":5,\"files\":2,\"bytes\":10,\"missing\":0}]}");
    }

    @Test
    void a_damaged_message_is_exported_from_its_columns() throws Exception {
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:sqlite:" + archive.data().resolve("tracker.db"));
                PreparedStatement statement =
                        connection.prepareStatement("UPDATE post_raw SET body = x'01ff' WHERE (id & 0xffffffff) = 4")) {
            assertThat(statement.executeUpdate()).isEqualTo(1);
        }
        export(0, "@news", "--format", "telegram");
        JsonNode message = result().path("messages").path(3);
        assertThat(message.path("file").asText()).isEqualTo("files/a.pdf");
        assertThat(message.path("text").asText()).isEqualTo("Read");
        assertThat(message.path("_archiver").path("not_whole").booleanValue()).isTrue();
    }

    @Test
    void a_supergroup_begins_with_the_basic_group_that_became_it() throws Exception {
        try (Tracker tracker = archive.tracker()) {
            tracker.continueHistory(-5, CHANNEL);
            ObjectNode before = Samples.message(3, "messageText", "{\"text\":{\"text\":\"before\",\"entities\":[]}}");
            before.put("chat_id", -5).put("date", Samples.DATE - 1000);
            ObjectNode answer = before.deepCopy().put("id", PostReader.tdlibId(4));
            answer.set(
                    "reply_to",
                    Samples.json(
                            "{\"@type\":\"messageReplyToMessage\",\"chat_id\":-5,\"message_id\":" + (3 << 20) + "}"));
            tracker.recordPosts(-5, List.of(PostReader.post(before), PostReader.post(answer)));
        }
        export(0, "@news", "--format", "telegram");
        JsonNode messages = result().path("messages");
        assertThat(messages).hasSize(7);
        assertThat(messages.path(0).path("id").longValue()).isEqualTo(-999_999_997);
        assertThat(messages.path(1).path("reply_to_message_id").longValue()).isEqualTo(-999_999_997);
        assertThat(messages.path(2).path("id").longValue()).isEqualTo(1);
        export(0, "@news", "--format", "html");
        assertThat(Files.readString(output().resolve("page-1.html")))
                .contains("<article id=\"g3\">", "Reply to <a href=\"#g3\">#3</a>", "<article id=\"m3\">");
        export(0, "@news", "--format", "jsonl", "--limit", "6");
        assertThat(Files.readAllLines(output().resolve("posts.jsonl"))).hasSize(6);
    }

    @Test
    void runs_beside_a_download() throws Exception {
        try (Tracker tracker = SqliteTracker.open(archive.data().resolve("tracker.db"))) {
            assertThat(tracker.channels()).hasSize(1);
            export(0, "@news", "--format", "telegram");
        }
    }

    @Test
    void names_what_is_wrong() {
        assertThat(export(2, "@news", "--format", "telegramm").err()).contains("Did you mean telegram?");
        assertThat(export(2, "@news", "--format", "csv", "--plain").err())
                .contains("--plain: only the format telegram");
        assertThat(export(2, "@news", "--format", "csv", "--raw").err()).contains("--raw: only the formats");
        assertThat(export(2, "@news", "--format", "csv", "--media", "move").err())
                .contains("write link, copy or none");
        assertThat(export(2, "@news", "--format", "csv", "--since", "soon").err())
                .contains("\"soon\" is not a date");
        assertThat(export(2, "@news", "--format", "csv", "--limit", "-1").err()).contains("--limit: -1 is less than 0");
        assertThat(program.run("export", "@news").err()).contains("--output is missing");
        assertThat(export(2, "@other", "--format", "csv").err()).contains("\"@other\" is not in the archive");
    }

    @Test
    void the_text_is_utf8() throws Exception {
        try (Tracker tracker = archive.tracker()) {
            tracker.recordPosts(
                    CHANNEL,
                    List.of(PostReader.post(
                            Samples.message(6, "messageText", "{\"text\":{\"text\":\"дом 家 😀\",\"entities\":[]}}"))));
        }
        export(0, "@news", "--format", "telegram");
        assertThat(Files.readString(output().resolve("result.json"), StandardCharsets.UTF_8))
                .contains("дом 家 😀");
    }
}
