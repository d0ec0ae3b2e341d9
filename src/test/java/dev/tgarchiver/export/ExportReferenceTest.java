package dev.tgarchiver.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tgarchiver.export.lines.CsvExport;
import dev.tgarchiver.export.lines.JsonLinesExport;
import dev.tgarchiver.export.telegram.TelegramExport;
import dev.tgarchiver.export.telegram.TelegramOptions;
import dev.tgarchiver.post.RandomMessages;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Scripts rely on fields and columns, so the reference names every one. Also: any message gives whole lines. */
final class ExportReferenceTest {

    private static final Path PAGE = Path.of("src/docs/reference/export.md");

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Objects whose fields are data, or TDLib's. */
    private static final Set<String> FOREIGN = Set.of("raw", "entities", "reactions", "content");

    private static String section(String title) throws IOException {
        String page = Files.readString(PAGE);
        int start = page.indexOf("## " + title + "\n");
        int end = page.indexOf("\n## ", start + 1);
        return page.substring(start, end < 0 ? page.length() : end);
    }

    private static List<ArchivedPost> posts() {
        List<ArchivedPost> posts = new ArrayList<>(List.of(Samples.post(Samples.message(
                1,
                "messageDocument",
                "{\"document\":{\"@type\":\"document\",\"file_name\":\"a\",\"document\":FILE(kept, 5)}}"))));
        for (int seed = 0; seed < 5; seed++) {
            for (ObjectNode message : RandomMessages.ofEachContent(seed)) {
                ArchivedPost post = Samples.post(message);
                posts.add(new ArchivedPost(
                        post.post(),
                        message,
                        false,
                        Optional.of(Instant.EPOCH),
                        List.of(new ArchivedPost.Earlier(Optional.of(Instant.EPOCH), "before")),
                        post.files()));
            }
        }
        return posts;
    }

    private static String written(PostWriter writer, ByteArrayOutputStream out) throws IOException {
        writer.start();
        for (ArchivedPost post : posts()) {
            writer.post(post);
        }
        writer.end();
        return out.toString(StandardCharsets.UTF_8);
    }

    private static void collect(JsonNode node, Set<String> names) {
        if (node.isArray()) {
            node.forEach(child -> collect(child, names));
        }
        node.properties().forEach(field -> {
            names.add(field.getKey());
            if (!FOREIGN.contains(field.getKey())) {
                collect(field.getValue(), names);
            }
        });
    }

    @Test
    void every_field_of_a_line() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        String lines =
                written(new JsonLinesExport(out, Samples.NEWS, Samples.PEERS, new Samples.NamesOnly(), true), out);
        Set<String> names = new TreeSet<>();
        for (String line : lines.split("\n")) {
            collect(MAPPER.readTree(line), names);
        }
        assertThat(lines.split("\n")).hasSize(posts().size());
        assertThat(names).contains("chat_id", "poll", "files", "sha256", "versions", "raw");
        String page = section("jsonl");
        assertThat(names).allMatch(name -> page.contains("`" + name + "`"));
    }

    @Test
    void every_column_of_a_table() throws IOException {
        String page = section("csv");
        assertThat(CsvExport.COLUMNS).allMatch(column -> page.contains("`" + column + "`"));
    }

    @Test
    void every_row_has_every_column() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        String table = written(new CsvExport(out, Samples.NEWS, Samples.PEERS, new Samples.NamesOnly()), out);
        List<List<String>> rows = CsvText.rows(table);
        assertThat(rows).hasSize(posts().size() + 1);
        assertThat(rows).allMatch(row -> row.size() == CsvExport.COLUMNS.size());
        assertThat(rows.get(0)).isEqualTo(CsvExport.COLUMNS);
    }

    @Test
    void every_field_that_telegram_desktop_does_not_write() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        JsonNode result = MAPPER.readTree(written(
                new TelegramExport(
                        out, Samples.NEWS, Samples.PEERS, new Samples.NamesOnly(), new TelegramOptions(false, true)),
                out));
        Set<String> names = new TreeSet<>();
        collect(result.path("_archiver"), names);
        result.path("messages").forEach(message -> collect(message.path("_archiver"), names));
        assertThat(names).contains("v", "files", "deleted_at", "raw", "content");
        String page = section("telegram");
        assertThat(names).allMatch(name -> page.contains("`" + name + "`"));
    }

    @Test
    void every_format() throws IOException {
        String page = section("The folder");
        for (ExportFormat format : ExportFormat.values()) {
            assertThat(page).contains("| `" + format.key() + "` | `" + format.file());
        }
    }
}
