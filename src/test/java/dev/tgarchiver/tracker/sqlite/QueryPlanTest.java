package dev.tgarchiver.tracker.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.sqlite.channel.ChannelTable;
import dev.tgarchiver.tracker.sqlite.channel.DiscussionTable;
import dev.tgarchiver.tracker.sqlite.channel.ProfileTable;
import dev.tgarchiver.tracker.sqlite.channel.RunTable;
import dev.tgarchiver.tracker.sqlite.database.Database;
import dev.tgarchiver.tracker.sqlite.database.Schema;
import dev.tgarchiver.tracker.sqlite.database.Sql;
import dev.tgarchiver.tracker.sqlite.file.ClaimTable;
import dev.tgarchiver.tracker.sqlite.file.FailedFiles;
import dev.tgarchiver.tracker.sqlite.file.FilePlaces;
import dev.tgarchiver.tracker.sqlite.file.FileTable;
import dev.tgarchiver.tracker.sqlite.file.PendingTable;
import dev.tgarchiver.tracker.sqlite.file.QueuedFiles;
import dev.tgarchiver.tracker.sqlite.file.StoredFiles;
import dev.tgarchiver.tracker.sqlite.post.PeerTable;
import dev.tgarchiver.tracker.sqlite.post.RawTable;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every statement that runs during a download or for the statistics finds its rows through a key or an index. */
class QueryPlanTest {

    private static final List<Class<?>> TABLES = List.of(
            ChannelTable.class,
            DiscussionTable.class,
            ProfileTable.class,
            PostTable.class,
            PostColumns.class,
            RecordedPosts.class,
            FileTable.class,
            QueuedFiles.class,
            FailedFiles.class,
            FilePlaces.class,
            StoredFiles.class,
            AttachmentTable.class,
            DerivedTally.class,
            RawTable.class,
            PeerTable.class,
            PendingTable.class,
            ClaimTable.class,
            RunTable.class,
            SelectionTable.class,
            ReindexTable.class,
            RecordedPost.class,
            TallyTables.class);
    private static final Pattern STATEMENT = Pattern.compile("(SELECT|UPDATE|DELETE|INSERT) .*", Pattern.DOTALL);

    /** What h names is the few posts that hold one file. These have one row per channel or run, or are indexes of the few files that failed or are skipped. */
    private static final Pattern SMALL = Pattern.compile(
            "SCAN (channel|run)\\b.*|SCAN c|SCAN p|SCAN h|SCAN \\(subquery-\\d\\)|SCAN \\d-ROW.*|SCAN CONSTANT ROW|SCAN file USING (COVERING )?INDEX file_(failed|retry)|SCAN f USING INDEX file_retry");

    @TestFactory
    List<DynamicTest> no_statement_scans_a_large_table(@TempDir Path folder) throws Exception {
        List<DynamicTest> tests = new ArrayList<>();
        try (Database database = Database.open(folder.resolve("t.db"), Duration.ofSeconds(1), Schema.current())) {
            for (Class<?> table : TABLES) {
                for (Field field : table.getDeclaredFields()) {
                    if (field.getType() == String.class && Modifier.isStatic(field.getModifiers())) {
                        field.setAccessible(true);
                        String sql = (String) field.get(null);
                        if (STATEMENT.matcher(sql).matches() && isWhole(sql)) {
                            List<String> plan = plan(database, sql);
                            tests.add(DynamicTest.dynamicTest(
                                    table.getSimpleName() + "." + field.getName(),
                                    () -> assertThat(plan)
                                            .as(sql)
                                            .noneMatch(step -> step.contains("SCAN")
                                                    && !SMALL.matcher(step).matches())
                                            .noneMatch(step -> step.contains("AUTOMATIC"))));
                        }
                    }
                }
            }
        }
        assertThat(tests).hasSizeGreaterThan(30);
        return tests;
    }

    /** Some constants are the beginnings of statements. */
    private static boolean isWhole(String sql) {
        return (sql.contains("FROM") && !sql.endsWith(" ")) || sql.startsWith("UPDATE") || sql.startsWith("INSERT");
    }

    private static List<String> plan(Database database, String sql) throws TrackerFailure {
        return database.read(open -> planOf(open, sql));
    }

    private static List<String> planOf(Sql open, String sql) throws SQLException {
        return open.list("EXPLAIN QUERY PLAN " + sql, row -> row.text("detail"));
    }
}
