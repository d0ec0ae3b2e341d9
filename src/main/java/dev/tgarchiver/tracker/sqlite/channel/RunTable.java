package dev.tgarchiver.tracker.sqlite.channel;

import dev.tgarchiver.tracker.Run;
import dev.tgarchiver.tracker.RunLog;
import dev.tgarchiver.tracker.sqlite.database.Sql;
import dev.tgarchiver.tracker.sqlite.database.SqlRow;
import dev.tgarchiver.tracker.sqlite.file.ClaimTable;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The table run. */
public final class RunTable {

    private static final String START = """
            INSERT INTO run (pid, process_start, boot_id, command, resume, started_at) VALUES (?, ?, ?, ?, ?, ?)
            RETURNING id""";
    private static final String FINISH =
            "UPDATE run SET outcome = ?, files = ?, bytes = ?, failed = ?, ended_at = ? WHERE id = ?";
    private static final String LAST = """
            SELECT id, pid, process_start, boot_id, command, resume, started_at, ended_at, outcome, posts, edited, deleted, files, bytes, failed
            FROM run ORDER BY id DESC LIMIT ?""";

    // Counted at once, so that the row of a killed run has what it did.
    private static final String COUNT_DONE = """
            UPDATE run SET files = files + 1, bytes = bytes + ?
            WHERE id = ? AND outcome IS NULL""";
    private static final String COUNT_POSTS = """
            UPDATE run SET posts = posts + ?, edited = edited + ?
            WHERE id = ? AND outcome IS NULL""";
    private static final String COUNT_DELETED = "UPDATE run SET deleted = deleted + ? WHERE id = ? AND outcome IS NULL";
    private static final String COUNT_FAILED = "UPDATE run SET failed = failed + 1 WHERE id = ? AND outcome IS NULL";

    private RunTable() {}

    public static long start(
            Sql sql, long pid, Instant processStart, String bootId, RunLog.Commands commands, Instant at)
            throws SQLException {
        long run = sql.number(
                START,
                pid,
                processStart.toEpochMilli(),
                bootId,
                commands.asked(),
                commands.resume(),
                at.toEpochMilli());
        sql.run(run);
        return run;
    }

    public static void finish(Sql sql, long run, String outcome, long files, long bytes, long failed, Instant at)
            throws SQLException {
        if (sql.update(FINISH, outcome, files, bytes, failed, at.toEpochMilli(), run) == 0) {
            throw new IllegalArgumentException("there is no run " + run);
        }
        ClaimTable.releaseAll(sql, run);
    }

    public static void countDone(Sql sql, long bytes) throws SQLException {
        sql.update(COUNT_DONE, bytes, sql.run());
    }

    public static void countPosts(Sql sql, long posts, long edited) throws SQLException {
        sql.update(COUNT_POSTS, posts, edited, sql.run());
    }

    public static void countDeleted(Sql sql, long posts) throws SQLException {
        if (posts > 0) {
            sql.update(COUNT_DELETED, posts, sql.run());
        }
    }

    public static void countFailed(Sql sql) throws SQLException {
        sql.update(COUNT_FAILED, sql.run());
    }

    public static List<Run> last(Sql sql, int count) throws SQLException {
        return sql.list(LAST, RunTable::read, count);
    }

    private static Run read(SqlRow row) throws SQLException {
        long endedAt = row.number("ended_at");
        return new Run(
                row.number("id"),
                row.number("pid"),
                Instant.ofEpochMilli(row.number("process_start")),
                row.text("boot_id"),
                row.text("command"),
                row.text("resume"),
                Instant.ofEpochMilli(row.number("started_at")),
                endedAt == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(endedAt)),
                row.optionalText("outcome"),
                row.number("posts"),
                row.number("files"),
                row.number("bytes"),
                row.number("failed"),
                row.number("edited"),
                row.number("deleted"));
    }
}
