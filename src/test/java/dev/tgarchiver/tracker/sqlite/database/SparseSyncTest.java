package dev.tgarchiver.tracker.sqlite.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tgarchiver.time.FakeTime;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SparseSyncTest {

    /** SQLite's word for a transaction that reaches the disk before it ends. */
    private static final int FULL = 2;

    private final FakeTime time = new FakeTime();
    private Database database;

    @BeforeEach
    void open(@TempDir Path folder) throws Exception {
        database = Database.open(folder.resolve("tracker.db"), Duration.ofSeconds(1), Schema.current());
    }

    @AfterEach
    void close() throws Exception {
        database.close();
    }

    @Test
    void one_of_the_transactions_of_a_second_is_synced() throws Exception {
        SparseSync sparse = new SparseSync(database, time);

        assertThat(isSynced(sparse)).isTrue();
        assertThat(isSynced(sparse)).isFalse();
        time.pass(Duration.ofMillis(999));
        assertThat(isSynced(sparse)).isFalse();
        time.pass(Duration.ofMillis(1));
        assertThat(isSynced(sparse)).isTrue();
        assertThat(isSynced(sparse)).isFalse();
    }

    @Test
    void other_transactions_are_synced_whatever_went_before() throws Exception {
        SparseSync sparse = new SparseSync(database, time);
        assertThat(isSynced(sparse)).isTrue();
        assertThat(isSynced(sparse)).isFalse();

        assertThat(database.write(SparseSyncTest::syncs)).isTrue();
    }

    private static boolean isSynced(SparseSync sparse) throws Exception {
        return sparse.write(SparseSyncTest::syncs);
    }

    private static boolean syncs(Sql sql) throws SQLException {
        return sql.number("PRAGMA synchronous") == FULL;
    }
}
