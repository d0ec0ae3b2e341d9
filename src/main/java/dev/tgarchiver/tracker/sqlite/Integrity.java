package dev.tgarchiver.tracker.sqlite;

import dev.tgarchiver.tracker.sqlite.channel.ChannelTable;
import dev.tgarchiver.tracker.sqlite.database.Decoded;
import dev.tgarchiver.tracker.sqlite.database.Sql;
import dev.tgarchiver.tracker.sqlite.database.SqlRow;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.sqlite.SQLiteException;

/** Looks for inconsistencies: damage, dangling references, and derived tables that disagree with their source. */
public final class Integrity {

    private static final String SOUND = "ok";

    private static final String ORIGINS =
            "SELECT count(*) FROM file f WHERE NOT EXISTS (SELECT 1 FROM post p WHERE p.id = f.origin)";
    private static final String DONE_WITHOUT_BYTES =
            "SELECT count(*) FROM file WHERE state = 'done' AND (path IS NULL OR sha256 IS NULL)";

    private static final String UNWANTED = """
            SELECT count(*) FROM file f
            WHERE state = 'pending' AND NOT EXISTS (SELECT 1 FROM file_post h WHERE h.file = f.id AND h.skip = '')""";

    private static final String POST_TALLY =
            "SELECT channel, kind, posts, saved_bytes FROM post_tally WHERE posts <> 0 OR saved_bytes <> 0";
    private static final String POST_COUNT = """
            SELECT channel, kind, sum(posts), sum(saved) FROM (
                SELECT p.channel AS channel, coalesce(f.kind, '') AS kind, 1 AS posts,
                    iif(f.state = 'done' AND f.origin <> p.id, f.size, 0) AS saved
                FROM post p LEFT JOIN file f ON f.id = p.file
                UNION ALL
                SELECT a.post >> 32, f.kind, 0, iif(f.state = 'done' AND f.origin <> a.post, f.size, 0)
                FROM attachment a JOIN file f ON f.id = a.file
                UNION ALL
                SELECT origin >> 32, kind, 0, size FROM file WHERE linked)
            GROUP BY channel, kind
            HAVING sum(posts) <> 0 OR sum(saved) <> 0""";
    private static final String FILE_TALLY =
            "SELECT channel, kind, state, cause, files, bytes FROM file_tally WHERE files <> 0 OR bytes <> 0";
    private static final String FILE_COUNT =
            "SELECT origin >> 32, kind, state, cause, count(*), sum(size) FROM file GROUP BY 1, 2, 3, 4";
    private static final String PENDING = "SELECT channel, size, date, file, due, home FROM pending";
    private static final String PENDING_COUNT = """
            SELECT DISTINCT h.post >> 32, f.size, f.date, f.id, f.due, f.origin >> 32
            FROM file f JOIN file_post h ON h.file = f.id
            WHERE f.state = 'pending' AND h.skip = ''""";

    private Integrity() {}

    public static List<String> problems(Sql sql) throws SQLException {
        List<String> problems = new ArrayList<>(sql.list("PRAGMA integrity_check", SqlRow::text));
        problems.removeIf(SOUND::equals);
        if (!problems.isEmpty()) {
            // Counts in a damaged file would only add noise, or fail.
            return problems;
        }
        problems.addAll(undecodable(sql));
        problems.addAll(sql.list(
                "PRAGMA foreign_key_check",
                row -> "row " + row.number("rowid") + " of " + row.text("table") + " refers to nothing in "
                        + row.text("parent")));
        report(problems, sql.number(ORIGINS), "files whose origin is not a post");
        report(problems, sql.number(DONE_WITHOUT_BYTES), "files done without path or hash");
        report(problems, sql.number(UNWANTED), "pending files that no post wants");
        report(problems, differences(sql, POST_TALLY, POST_COUNT), "wrong counts of posts");
        report(problems, differences(sql, FILE_TALLY, FILE_COUNT), "wrong counts of files");
        report(problems, differences(sql, PENDING, PENDING_COUNT), "wrong entries among the pending files");
        return problems;
    }

    /** Words that no archiver writes, the first of each sort. */
    private static List<String> undecodable(Sql sql) throws SQLException {
        List<String> problems = new ArrayList<>();
        for (Words words : List.<Words>of(
                () -> ChannelTable.all(sql),
                () -> sql.list("SELECT DISTINCT kind FROM file", row -> Decoded.kind(row, "kind")),
                () -> sql.list(
                        "SELECT path FROM file WHERE path IS NOT NULL",
                        row -> Decoded.path(row, "path").names().size()))) {
            try {
                words.read();
            } catch (SQLiteException e) {
                problems.add(String.valueOf(e.getMessage()));
            }
        }
        return problems;
    }

    /** Reads a column and fails at the first unknown word. */
    private interface Words {
        void read() throws SQLException;
    }

    private static long differences(Sql sql, String kept, String counted) throws SQLException {
        return sql.number("SELECT count(*) FROM (" + kept + " EXCEPT " + counted + ")")
                + sql.number("SELECT count(*) FROM (" + counted + " EXCEPT " + kept + ")");
    }

    private static void report(List<String> problems, long count, String what) {
        if (count > 0) {
            problems.add(count + " " + what);
        }
    }
}
