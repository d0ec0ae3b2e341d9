package dev.tgarchiver.tracker.sqlite;

import static dev.tgarchiver.tracker.Samples.NEWS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tgarchiver.tracker.Stats;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.TrackerReader;
import dev.tgarchiver.tracker.post.IdRange;
import dev.tgarchiver.tracker.post.Walked;
import dev.tgarchiver.tracker.sqlite.database.Migration;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MigrationTest {

    private static final int POSTS = 30_000;
    private static final int LATEST = 8;

    private Path file;

    @BeforeEach
    void choose(@TempDir Path folder) {
        file = folder.resolve("tracker.db");
    }

    /** Migrates a tracker, and says so before and after. */
    static final class Migrator {

        private Migrator() {}

        public static void main(String[] arguments) throws TrackerFailure {
            SqliteTracker.open(Path.of(arguments[0]), migration -> System.out.println("starts"))
                    .close();
            System.out.println("ended");
        }
    }

    private void assertWhole() throws TrackerFailure {
        try (TrackerReader tracker = SqliteTracker.openReadOnly(file)) {
            assertThat(tracker.integrityCheck()).isEmpty();
            Stats.Totals total = tracker.stats().total();
            assertThat(total.posts()).isEqualTo(POSTS);
            assertThat(total.files().files()).isEqualTo(POSTS / OlderTracker.FILE_EVERY);
            assertThat(tracker.pendingAmount(List.of(NEWS)).files()).isEqualTo(POSTS / 80);
            assertThat(tracker.channel(NEWS).orElseThrow().walked()).isEqualTo(Walked.of(List.of(IdRange.upTo(POSTS))));
            assertThat(tracker.unread(NEWS)).as("to be read again whole").isEqualTo(POSTS);
        }
    }

    @Test
    void a_migration_is_announced_once_and_keeps_every_row() throws Exception {
        OlderTracker.make(file, POSTS);
        List<Migration> announced = new ArrayList<>();
        SqliteTracker.open(file, migration -> {
                    announced.add(migration);
                    assertThat(migration.posts()).isEqualTo(POSTS);
                })
                .close();

        assertWhole();
        SqliteTracker.open(file, announced::add).close();
        assertThat(announced).hasSize(1);
    }

    @Test
    void a_new_tracker_is_not_migrated() throws Exception {
        SqliteTracker.open(file, migration -> {
                    throw new AssertionError(migration);
                })
                .close();
    }

    /** Killed before the first page of the log is written, when some are, and whenever the migration is at its end. */
    @ParameterizedTest
    @ValueSource(longs = {0, 1, 500_000})
    @Timeout(120)
    void a_killed_migration_has_changed_nothing_or_everything(long logged) throws Exception {
        OlderTracker.make(file, POSTS);
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classPath,
                        Migrator.class.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(lines.readLine()).isEqualTo("starts");
            Path log = file.resolveSibling("tracker.db-wal");
            await().pollInterval(Duration.ofMillis(1))
                    .until(() -> !process.isAlive()
                            || logged == 0
                            || (Files.exists(log) && log.toFile().length() >= logged));
        } finally {
            process.toHandle().destroyForcibly();
        }
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();

        assertThat(OlderTracker.version(file)).isIn(OlderTracker.VERSION, LATEST);
        SqliteTracker.open(file).close();
        assertThat(OlderTracker.version(file)).isEqualTo(LATEST);
        assertWhole();
    }

    @Test
    void without_space_nothing_is_changed() throws Exception {
        OlderTracker.make(file, 100);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("UPDATE post_tally SET posts = 1000000000000000 WHERE kind = ''");
        }
        byte[] before = Files.readAllBytes(file);

        assertThatThrownBy(() -> SqliteTracker.open(file, migration -> {
                    throw new AssertionError(migration);
                }))
                .isInstanceOf(TrackerFailure.class)
                .hasMessageContaining("nothing has changed")
                .extracting(failure -> ((TrackerFailure) failure).kind())
                .isEqualTo(TrackerFailure.Kind.DISK_FULL);
        assertThat(file).hasBinaryContent(before);
        assertThat(OlderTracker.version(file)).isEqualTo(OlderTracker.VERSION);
    }

    @Test
    void what_it_takes_is_told_in_words() {
        assertThat(new Migration(1_000_000).words())
                .isEqualTo(
                        "An older archiver wrote the tracker. Its 1000000 posts are brought up to date first, which takes"
                                + " about 15 seconds and 100 MB of disk space. If that is interrupted, nothing has changed, and the"
                                + " next command starts again.");
        assertThat(new Migration(60_000_000).words()).contains("15 minutes").contains("6.0 GB");
        assertThat(new Migration(1_000_000).isLong()).isTrue();
        assertThat(new Migration(100_000).isLong()).isFalse();
    }
}
