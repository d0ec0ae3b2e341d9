package dev.tgarchiver.tracker.sqlite;

import static dev.tgarchiver.tracker.Samples.CURSOR;
import static dev.tgarchiver.tracker.Samples.NEWS;
import static dev.tgarchiver.tracker.Samples.NOW;
import static dev.tgarchiver.tracker.Samples.media;
import static dev.tgarchiver.tracker.Samples.text;
import static dev.tgarchiver.tracker.Samples.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tgarchiver.model.post.Post;
import dev.tgarchiver.tracker.ChannelRow;
import dev.tgarchiver.tracker.Samples;
import dev.tgarchiver.tracker.Stats;
import dev.tgarchiver.tracker.Tracker;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.TrackerFailure.Kind;
import dev.tgarchiver.tracker.TrackerReader;
import dev.tgarchiver.tracker.file.FailedFile;
import dev.tgarchiver.tracker.file.FileTotals;
import dev.tgarchiver.tracker.post.IdRange;
import dev.tgarchiver.tracker.post.Walked;
import dev.tgarchiver.tracker.sqlite.database.Database;
import dev.tgarchiver.tracker.sqlite.database.Schema;
import dev.tgarchiver.tracker.sqlite.database.SqlRow;
import dev.tgarchiver.tracker.sqlite.recovery.DamagedTracker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpeningTest {

    private static final String SCHEMA_1 = "CREATE TABLE first (x INTEGER); CREATE TABLE other (y)";
    private static final String SCHEMA_2 = "ALTER TABLE first ADD COLUMN z; INSERT INTO first VALUES (1, 2)";

    private static final String DERIVED =
            "DROP VIEW IF EXISTS all_of_first; CREATE VIEW all_of_first AS SELECT * FROM first";

    private Path folder;
    private Path file;

    @BeforeEach
    void chooseFile(@TempDir Path temp) {
        folder = temp;
        file = temp.resolve("data").resolve("tracker.db");
    }

    private TrackerFailure failure(Kind kind, ThrowingCallable call) {
        TrackerFailure failure = catchThrowableOfType(TrackerFailure.class, call);
        assertThat(failure).isNotNull().hasMessageContaining(file.getFileName().toString());
        assertThat(failure.kind()).isEqualTo(kind);
        return failure;
    }

    private void sql(String... statements) throws SQLException, IOException {
        Files.createDirectories(file.getParent());
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.executeUpdate(sql);
            }
        }
    }

    private long number(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.getLong(1);
        }
    }

    @Test
    void a_new_tracker_is_for_its_owner_only() throws Exception {
        assumeTrue(file.getFileSystem().supportedFileAttributeViews().contains("posix"));

        try (Tracker tracker = SqliteTracker.open(file)) {
            Samples.remember(tracker, NEWS);
            try (var files = Files.list(file.getParent())) {
                assertThat(files)
                        .hasSize(3)
                        .allSatisfy(
                                each -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(each)))
                                        .isEqualTo("rw-------"));
            }
        }

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        SqliteTracker.open(file).close();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void it_is_written_ahead_and_on_the_disk_before_a_call_returns() throws Exception {
        try (Database database = Database.open(file, Duration.ofSeconds(1), Schema.current())) {
            assertThat(database.<String>read(
                            sql -> sql.one("PRAGMA journal_mode", SqlRow::text).orElseThrow()))
                    .isEqualTo("wal");
            assertThat(database.<Long>read(sql -> sql.number("PRAGMA synchronous")))
                    .isEqualTo(2);
            assertThat(database.<Long>read(sql -> sql.number("PRAGMA foreign_keys")))
                    .isEqualTo(1);
        }
        assertThat(number("PRAGMA application_id")).isEqualTo(Schema.APPLICATION_ID);
        assertThat(number("PRAGMA user_version")).isEqualTo(8);
    }

    @Test
    void what_was_recorded_is_there_after_opening_again() throws TrackerFailure {
        Stats before;
        try (Tracker tracker = SqliteTracker.open(file)) {
            Samples.remember(tracker, NEWS);
            tracker.recordPage(NEWS, List.of(with(NEWS, 1, media("a", 10))), CURSOR);
            before = tracker.stats();
        }

        try (Tracker tracker = SqliteTracker.open(file)) {
            assertThat(tracker.stats()).isEqualTo(before);
        }
    }

    @Test
    void any_path_will_do() throws TrackerFailure {
        file = folder.resolve("a?b=c&d#e%20 f;é").resolve("tracker?mode=memory.db");

        SqliteTracker.open(file).close();

        assertThat(file).isRegularFile();
        SqliteTracker.openReadOnly(file).close();
    }

    @Test
    void a_closed_tracker_says_so() throws TrackerFailure {
        Tracker tracker = SqliteTracker.open(file);
        tracker.close();
        tracker.close();

        assertThatThrownBy(tracker::channels)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void nothing_archived_yet_is_told_apart() throws IOException {
        assertThat(failure(Kind.MISSING, () -> SqliteTracker.openReadOnly(file)))
                .hasMessageContaining("No archive here");
        assertThat(file).doesNotExist();

        // As a process leaves it that was killed between creating the file and the tables.
        Files.createDirectories(file.getParent());
        Files.createFile(file);
        failure(Kind.MISSING, () -> SqliteTracker.openReadOnly(file));
    }

    @Test
    void a_reader_sees_what_a_writer_records_meanwhile() throws TrackerFailure {
        try (Tracker writer = SqliteTracker.open(file)) {
            Samples.remember(writer, NEWS);
            try (TrackerReader reader = SqliteTracker.openReadOnly(file)) {
                assertThat(reader.stats().total().posts()).isZero();
                writer.recordPage(NEWS, List.of(text(NEWS, 1, "x")), CURSOR);
                assertThat(reader.stats().total().posts()).isEqualTo(1);
                assertThat(reader.integrityCheck()).isEmpty();
                writer.checkpoint();
            }
        }
        assertThat(file.resolveSibling("tracker.db-wal")).doesNotExist();
        try (TrackerReader reader = SqliteTracker.openReadOnly(file)) {
            assertThat(reader.stats().total().posts()).isEqualTo(1);
        }
    }

    @Test
    void a_checkpoint_empties_the_log() throws Exception {
        try (Tracker tracker = SqliteTracker.open(file)) {
            Samples.remember(tracker, NEWS);
            assertThat(file.resolveSibling("tracker.db-wal")).isNotEmptyFile();
            tracker.checkpoint();
            assertThat(file.resolveSibling("tracker.db-wal")).isEmptyFile();
        }
    }

    @Test
    void a_newer_schema_is_refused_and_left_alone() throws Exception {
        SqliteTracker.open(file).close();
        sql("PRAGMA user_version = 9");
        byte[] before = Files.readAllBytes(file);

        assertThat(failure(Kind.NEWER_SCHEMA, () -> SqliteTracker.open(file)))
                .hasMessageContaining("newer archiver")
                .hasMessageContaining("schema 9")
                .hasMessageContaining("update archiver");
        failure(Kind.NEWER_SCHEMA, () -> SqliteTracker.openReadOnly(file));
        assertThat(file).hasBinaryContent(before);
    }

    @Test
    void an_older_schema_is_brought_forward_version_by_version() throws Exception {
        Database.open(file, Duration.ofSeconds(1), new Schema(List.of(SCHEMA_1), DERIVED))
                .close();
        Schema second = new Schema(List.of(SCHEMA_1, SCHEMA_2), DERIVED);
        failure(Kind.OLDER_SCHEMA, () -> Database.openReadOnly(file, Duration.ofSeconds(1), second));

        Database.open(file, Duration.ofSeconds(1), second).close();

        assertThat(number("PRAGMA user_version")).isEqualTo(2);
        assertThat(number("SELECT z FROM all_of_first")).isEqualTo(2);
        Database.open(file, Duration.ofSeconds(1), second).close();
        assertThat(number("SELECT count(*) FROM first")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void a_tracker_of_every_older_archiver_keeps_all_its_rows(int version) throws Exception {
        sql(OlderTracker.script("as-of-1"));
        if (version == 2) {
            sql(OlderTracker.script("as-of-2"));
        }
        sql(
                "PRAGMA application_id = " + Schema.APPLICATION_ID,
                "PRAGMA user_version = " + version,
                "INSERT INTO channel (id, chat_id, title, type, directory, newest, complete)" + " VALUES (1, " + NEWS
                        + ", 'News', 'channel', 'News', 3, 1)");
        for (int post = 1; post <= 3; post++) {
            sql(
                    "INSERT INTO file (id, unique_id, origin, date, kind, size, file_name, mime_type, performer, title, duration,"
                            + " width, height) VALUES (" + post + ", 'f" + post + "', (1 << 32) + " + post
                            + ", 1, 'audio', 10, '', '', '', '', 0, 0, 0)");
            sql(
                    "INSERT INTO post (id, date, edit_date, type, text, entities, album, views, forwards, reply_to, author, file)"
                            + " VALUES ((1 << 32) + " + post + ", 1, 0, 'audio', '', '', 0, 0, 0, 0, '', " + post
                            + ")");
        }
        long failedAt = NOW.toEpochMilli();
        sql(
                "UPDATE file SET state = 'failed', cause = 'attempts', changed_at = " + failedAt + " WHERE id = 1",
                "UPDATE file SET state = 'failed', cause = 'gone', changed_at = " + failedAt + " WHERE id = 2",
                "INSERT INTO run (pid, process_start, boot_id, command, started_at) VALUES (1, 2, '', 'download', 3)");
        failure(Kind.OLDER_SCHEMA, () -> SqliteTracker.openReadOnly(file));
        Path copy = file.resolveSibling("copy.db");
        Files.copy(file, copy);
        assertThat(new DamagedTracker(copy).recover(NOW)).isPresent();
        Walked walked = Walked.of(List.of(IdRange.upTo(3)));
        try (TrackerReader recovered = SqliteTracker.openReadOnly(copy)) {
            assertThat(recovered.channel(NEWS).orElseThrow().walked()).isEqualTo(walked);
            assertThat(recovered.failed(List.of(NEWS), 5))
                    .as("recovered from an older one")
                    .extracting(FailedFile::retryAt)
                    .containsExactly(Optional.of(NOW.plus(Duration.ofHours(1))), Optional.empty());
        }

        try (Tracker tracker = SqliteTracker.open(file)) {
            assertThat(tracker.integrityCheck()).isEmpty();
            assertThat(tracker.stats().total().posts()).isEqualTo(3);
            assertThat(tracker.channel(NEWS).orElseThrow().walked()).isEqualTo(walked);
            assertThat(tracker.pendingAmount(List.of(NEWS))).isEqualTo(new FileTotals(1, 10));
            assertThat(tracker.lastRuns(5)).hasSize(1);
            assertThat(tracker.failed(List.of(NEWS), 5))
                    .extracting(FailedFile::retryAt)
                    .containsExactly(Optional.of(NOW.plus(Duration.ofHours(1))), Optional.empty());
            // The triggers of this version are in force.
            assertThat(tracker.retryDue(List.of(NEWS), NOW.plus(Duration.ofHours(1))))
                    .isEqualTo(1);
            assertThat(tracker.integrityCheck()).isEmpty();
        }
        assertThat(number("PRAGMA user_version")).isEqualTo(8);
        SqliteTracker.openReadOnly(file).close();
    }

    @Test
    void what_an_older_archiver_walked_counts_as_walked_as_its_marks_say() throws Exception {
        sql(OlderTracker.script("as-of-1"));
        String channel = "INSERT INTO channel (chat_id, title, type, directory, newest, oldest, complete) VALUES ";
        sql(
                "PRAGMA application_id = " + Schema.APPLICATION_ID,
                "PRAGMA user_version = 1",
                channel + "(-1, 'a', 'channel', 'whole', 900, 40, 1)",
                channel + "(-2, 'b', 'channel', 'in part', 900, 40, 0)",
                channel + "(-3, 'c', 'channel', 'empty', 0, 0, 1)",
                channel + "(-4, 'd', 'channel', 'never walked', 0, 0, 0)");
        Path copy = file.resolveSibling("copy.db");
        Files.copy(file, copy);
        SqliteTracker.open(file).close();
        assertThat(new DamagedTracker(copy).recover(NOW)).isPresent();
        for (Path each : List.of(file, copy)) {
            try (TrackerReader tracker = SqliteTracker.openReadOnly(each)) {
                assertThat(tracker.channels())
                        .extracting(ChannelRow::walked)
                        .containsExactly(
                                new Walked(List.of(IdRange.upTo(900))),
                                new Walked(List.of(new IdRange(40, 900))),
                                new Walked(List.of(IdRange.upTo(0))),
                                Walked.NOTHING);
                assertThat(tracker.channels()).extracting(ChannelRow::newest).containsExactly(900L, 900L, 0L, 0L);
            }
        }
    }

    @Test
    void a_migration_that_fails_leaves_the_old_schema() throws Exception {
        Database.open(file, Duration.ofSeconds(1), new Schema(List.of(SCHEMA_1), DERIVED))
                .close();
        Schema broken =
                new Schema(List.of(SCHEMA_1, SCHEMA_2, "CREATE TABLE third (x); CREATE TABLE third (x)"), DERIVED);

        assertThatThrownBy(() -> Database.open(file, Duration.ofSeconds(1), broken))
                .isInstanceOf(IllegalStateException.class);

        assertThat(number("PRAGMA user_version")).isEqualTo(1);
        assertThat(number("SELECT count(*) FROM pragma_table_info('first')")).isEqualTo(1);
        assertThat(number("SELECT count(*) FROM sqlite_schema WHERE name = 'third'"))
                .isZero();
    }

    @Test
    void another_program_s_database_is_left_alone() throws Exception {
        sql("CREATE TABLE cookies (x)");
        byte[] before = Files.readAllBytes(file);

        failure(Kind.FOREIGN, () -> SqliteTracker.open(file));
        failure(Kind.FOREIGN, () -> SqliteTracker.openReadOnly(file));

        assertThat(file).hasBinaryContent(before);
    }

    @Test
    void what_is_no_database_is_damaged() throws Exception {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "no database ".repeat(1000));

        assertThat(failure(Kind.DAMAGED, () -> SqliteTracker.open(file))).hasMessageContaining("damaged");
        failure(Kind.DAMAGED, () -> SqliteTracker.openReadOnly(file));
    }

    @Test
    void damage_is_reported() throws Exception {
        try (Tracker tracker = SqliteTracker.open(file)) {
            Samples.remember(tracker, NEWS);
            for (int page = 0; page < 20; page++) {
                List<Post> posts = new ArrayList<>();
                for (int i = 1; i <= 100; i++) {
                    posts.add(text(NEWS, page * 100 + i, "some text"));
                }
                tracker.recordPage(NEWS, posts, CURSOR);
            }
        }
        byte[] bytes = Files.readAllBytes(file);
        // The posts, which are at the end; with its schema damaged the file does not even open.
        for (int i = bytes.length * 3 / 4; i < bytes.length - 4096; i++) {
            bytes[i] = (byte) 0xA5;
        }
        Files.write(file, bytes);

        try (TrackerReader reader = SqliteTracker.openReadOnly(file)) {
            assertThat(reader.integrityCheck()).isNotEmpty();
        }
        try (Tracker tracker = SqliteTracker.open(file)) {
            List<Post> posts = new ArrayList<>();
            for (int i = 1; i <= 2000; i++) {
                posts.add(text(NEWS, i, "some text"));
            }
            failure(Kind.DAMAGED, () -> tracker.recordPage(NEWS, posts, CURSOR));
        }
    }

    @Test
    void a_locked_tracker_is_waited_for_and_then_reported() throws Exception {
        SqliteTracker.open(file).close();
        Duration patience = Duration.ofMillis(20);
        try (Tracker tracker = SqliteTracker.open(file, patience, Schema.current());
                Connection other = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = other.createStatement()) {
            statement.executeUpdate("BEGIN IMMEDIATE");

            failure(Kind.LOCKED, () -> Samples.remember(tracker, NEWS));
            failure(Kind.LOCKED, () -> SqliteTracker.open(file, patience, Schema.current()));
            assertThat(tracker.channels()).isEmpty();

            statement.executeUpdate("ROLLBACK");
            assertThat(Samples.remember(tracker, NEWS).chatId()).isEqualTo(NEWS);
        }
    }

    @Test
    void a_full_disk_costs_only_the_call_that_met_it() throws Exception {
        List<String> versions = List.of(
                OlderTracker.script("schema-1"),
                OlderTracker.script("schema-2"),
                OlderTracker.script("schema-3"),
                OlderTracker.script("schema-4"),
                OlderTracker.script("schema-5"),
                OlderTracker.script("schema-6"),
                OlderTracker.script("schema-7"),
                OlderTracker.script("schema-8"));
        String derived = OlderTracker.script("derived") + ";PRAGMA max_page_count = 60";
        try (Tracker tracker = SqliteTracker.open(file, Duration.ofSeconds(1), new Schema(versions, derived))) {
            Samples.remember(tracker, NEWS);
            tracker.recordPage(NEWS, List.of(text(NEWS, 1, "x")), new IdRange(1, 1));

            failure(
                    Kind.DISK_FULL,
                    () -> tracker.recordPage(NEWS, List.of(text(NEWS, 2, "x".repeat(200_000))), new IdRange(1, 2)));

            assertThat(tracker.channel(NEWS).orElseThrow().walked()).isEqualTo(Walked.of(List.of(new IdRange(1, 1))));
            tracker.recordPage(NEWS, List.of(text(NEWS, 2, "x")), new IdRange(1, 2));
            assertThat(tracker.stats().total().posts()).isEqualTo(2);
            assertThat(tracker.integrityCheck()).isEmpty();
        }
    }

    @Test
    void a_folder_in_its_place_is_not_writable() throws IOException {
        Files.createDirectories(file);

        failure(Kind.NOT_WRITABLE, () -> SqliteTracker.open(file));
    }

    @Test
    void wrong_counts_are_found() throws Exception {
        try (Tracker tracker = SqliteTracker.open(file)) {
            Samples.remember(tracker, NEWS);
            tracker.recordPage(NEWS, List.of(with(NEWS, 1, media("a", 10))), CURSOR);
            tracker.startRun(1, NOW, "", "", NOW);
        }
        sql("UPDATE post_tally SET posts = posts + 1", "DELETE FROM file_tally", "DELETE FROM pending");

        try (Tracker tracker = SqliteTracker.open(file)) {
            assertThat(tracker.integrityCheck())
                    .hasSize(3)
                    .anyMatch(problem -> problem.contains("counts of posts"))
                    .anyMatch(problem -> problem.contains("counts of files"))
                    .anyMatch(problem -> problem.contains("pending"));
        }
    }
}
