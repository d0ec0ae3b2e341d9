package dev.tgarchiver.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tgarchiver.localtelegram.world.Channel;
import dev.tgarchiver.localtelegram.world.Media;
import dev.tgarchiver.localtelegram.world.PostDraft;
import dev.tgarchiver.localtelegram.world.RemoteFile;
import dev.tgarchiver.program.ProgramRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A dry run changes nothing, but for the posts that it walks for the first time, and tells what a real run would do. */
final class DryRunIT extends EndToEnd {

    private Channel channel;

    /** Documents, and every third a photo. */
    @BeforeEach
    void start() throws IOException {
        archiver.loggedIn();
        channel = telegram.world().channel("Some Channel").username("some").posts(30, DryRunIT::draft);
    }

    private static PostDraft draft(int id) {
        RemoteFile file = RemoteFile.ofSize(1_000L + id);
        return PostDraft.media(id % 3 == 0 ? Media.photo(file) : Media.document(id + ".bin", file));
    }

    private ProgramRun run(int exitCode, String... arguments) throws IOException {
        ProgramRun run = archiver.run(
                "",
                Stream.concat(Stream.of("download"), Arrays.stream(arguments)).toArray(String[]::new));
        assertThat(run.exitCode()).as("%s", run).isEqualTo(exitCode);
        return run;
    }

    private JsonNode estimate(String... arguments) throws IOException {
        ProgramRun run = run(
                0,
                Stream.concat(Stream.of("--dry-run", "--json"), Arrays.stream(arguments))
                        .toArray(String[]::new));
        String last = run.out().lines().reduce((first, second) -> second).orElseThrow();
        return new ObjectMapper().readTree(last);
    }

    /** Every row of the tracker, by table. */
    private Map<String, List<String>> dump() throws SQLException {
        Map<String, List<String>> dump = new TreeMap<>();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("data/tracker.db"));
                Statement statement = connection.createStatement()) {
            for (String table : rows(statement, "SELECT name FROM sqlite_schema WHERE type = 'table'")) {
                dump.put(table, rows(statement, "SELECT * FROM " + table + " ORDER BY 1, 2"));
            }
        }
        return dump;
    }

    private static List<String> rows(Statement statement, String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (ResultSet row = statement.executeQuery(sql)) {
            int columns = row.getMetaData().getColumnCount();
            while (row.next()) {
                StringBuilder text = new StringBuilder();
                for (int i = 1; i <= columns; i++) {
                    text.append(i == 1 ? "" : "|").append(row.getString(i));
                }
                rows.add(text.toString());
            }
        }
        return rows;
    }

    private List<String> files() throws IOException {
        try (Stream<Path> paths = Files.walk(folder.resolve("data"))) {
            return paths.map(path -> path.getFileName().toString())
                    .filter(name -> name.contains("dry"))
                    .toList();
        }
    }

    @Test
    void nothing_is_changed_whatever_the_filters_are() throws Exception {
        Media media = channel.history().required(15).media();
        long broken = media == null ? 0 : media.file().id();
        telegram.faults()
                .error("upload.getFile", 400, "LOCATION_INVALID")
                .when(call -> call.arguments().objectAt("location").longAt("id") == broken)
                .forever();
        run(3, "@some", "--types", "photo", "--max-size", "1015");
        run(3, "@some", "--types", "photo", "--max-files", "1");
        Map<String, List<String>> before = dump();
        String stats = archiver.run("", "stats").out();

        assertThat(estimate("@some").path("files").asInt()).isEqualTo(20 + 4);
        assertThat(estimate("@some", "--types", "document", "--max-size", "1010")
                        .path("files")
                        .asInt())
                .isEqualTo(7);
        assertThat(estimate("@some", "--types", "photo", "--retry-failed")
                        .path("files")
                        .asInt())
                .isEqualTo(5);
        assertThat(estimate("@some", "--from-id", "10", "--to-id", "14")
                        .path("files")
                        .asInt())
                .isEqualTo(4);
        assertThat(estimate("https://t.me/some/1", "https://t.me/some/2")
                        .path("files")
                        .asInt())
                .isEqualTo(2);
        assertThat(run(0, "@some", "--dry-run", "--types", "audio").out()).contains("There is nothing to download.");

        assertThat(dump()).isEqualTo(before);
        assertThat(statsWithoutSizes(archiver.run("", "stats").out())).isEqualTo(statsWithoutSizes(stats));
        assertThat(files()).isEmpty();
    }

    private static String statsWithoutSizes(String stats) {
        return stats.lines().filter(line -> !line.startsWith("Disk: ")).collect(Collectors.joining("\n"));
    }

    @Test
    void new_posts_are_recorded_as_the_former_filters_say_and_all_else_stays() throws Exception {
        run(0, "@some", "--types", "photo");
        for (int id = 31; id <= 36; id++) {
            channel.post(draft(id));
        }
        Map<String, List<String>> before = dump();
        assertThat(estimate("@some", "--types", "document").path("files").asInt())
                .isEqualTo(24);
        Map<String, List<String>> after = dump();
        assertThat(after.get("post")).hasSize(36).containsAll(before.get("post"));
        assertThat(after.get("file")).hasSize(36).containsAll(before.get("file"));
        assertThat(after.get("run")).isEqualTo(before.get("run"));
        assertThat(after.get("channel")).singleElement(STRING).contains("types: photo");
        assertThat(after.get("pending")).hasSize(2);

        telegram.calls().clear();
        ProgramRun real = run(0, "@some", "--types", "photo");
        assertThat(real.err()).doesNotContain("filters changed");
        assertThat(real.out()).contains("Archived 2 files");
        assertThat(telegram.calls().count("messages.getHistory")).isZero();
        assertThat(archiver.archived()).hasSize(12);
    }

    @Test
    void the_estimate_is_what_the_same_command_downloads() throws Exception {
        run(0, "@some", "--types", "photo", "--max-size", "1015");
        channel.post(draft(31));
        channel.post(draft(33));
        for (String[] options : List.of(
                new String[] {"@some", "--types", "photo"},
                new String[] {"https://t.me/some/1"},
                new String[] {"@some", "--max-size", "1009"},
                new String[] {"@some", "--to-id", "20"},
                new String[] {"@some"})) {
            JsonNode estimate = estimate(options);
            ProgramRun real = run(0, options);
            int files = estimate.path("files").asInt();
            assertThat(files).as("%s", Arrays.toString(options)).isPositive();
            assertThat(real.out()).as("%s", Arrays.toString(options)).contains("Archived " + files + " file");
        }
        assertThat(archiver.archived()).hasSize(32);
    }

    @Test
    void a_dry_run_is_not_among_the_runs() throws Exception {
        ProgramRun dry = run(0, "@some", "--dry-run");
        assertThat(dry.out())
                .contains("30 posts known, 30 files", "(assumed; not measured yet)", "only new posts were recorded");
        assertThat(dump().get("run")).isEmpty();
        assertThat(archiver.run("", "progress").out()).contains("Nothing has been archived here yet.");
        assertThat(files()).isEmpty();

        // As one leaves it that was killed.
        Files.writeString(folder.resolve("data/dry-run.db"), "half a copy");
        Files.writeString(folder.resolve("data/dry-run.db-wal"), "half a log");
        run(0, "@some", "--dry-run");
        assertThat(files()).isEmpty();
        Files.writeString(folder.resolve("data/dry-run.db"), "half a copy");
        run(0, "@some");
        assertThat(files()).isEmpty();
    }
}
