package dev.tgarchiver.tracker.sqlite.file;

import dev.tgarchiver.tracker.sqlite.database.Sql;
import dev.tgarchiver.tracker.sqlite.database.SqlRow;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The table claim: which run fetches which file, and until when. The run is that of the connection. What ends a file's
 * attempt takes effect only when {@link #giveUp} finds the claim, in the same transaction.
 */
public final class ClaimTable {

    /** The condition of statements that look for files; its arguments are the run and the time. */
    static final String NOT_BY_ANOTHER =
            "NOT EXISTS (SELECT 1 FROM claim WHERE claim.file = %s AND claim.run <> ? AND claim.until > ?)";

    private static final String CLAIM = """
            INSERT INTO claim (file, run, until) SELECT id, ?2, ?3 FROM file WHERE id = ?1 AND state = 'pending'
            ON CONFLICT DO UPDATE SET run = excluded.run, until = excluded.until WHERE claim.until <= ?4""";
    private static final String OWN = "SELECT file FROM claim WHERE run = ?";
    private static final String RENEW = "UPDATE claim SET until = ? WHERE run = ?";
    private static final String RELEASE = "DELETE FROM claim WHERE file = ? AND run = ?";
    private static final String RELEASE_ALL = "DELETE FROM claim WHERE run = ?";

    /** The table is as small as the queues of the runs that are in it. */
    private static final String RELEASE_OTHERS = "DELETE FROM claim WHERE run < ?1 OR run > ?1";

    private ClaimTable() {}

    public static Set<Long> claim(Sql sql, Collection<Long> files, Instant now, Instant until) throws SQLException {
        Set<Long> wanted = new LinkedHashSet<>(files);
        Set<Long> claimed = new HashSet<>(sql.list(OWN, SqlRow::number, sql.run()));
        for (long file : claimed) {
            if (!wanted.contains(file)) {
                boolean unused = giveUp(sql, file);
            }
        }
        for (long file : files) {
            if (!claimed.contains(file)
                    && sql.update(CLAIM, file, sql.run(), until.toEpochMilli(), now.toEpochMilli()) == 0) {
                wanted.remove(file);
            }
        }
        return wanted;
    }

    public static int renew(Sql sql, Instant until) throws SQLException {
        return sql.update(RENEW, until.toEpochMilli(), sql.run());
    }

    /** Gives a file back; false when the claim was lost. */
    static boolean giveUp(Sql sql, long file) throws SQLException {
        return sql.update(RELEASE, file, sql.run()) > 0;
    }

    public static void releaseAll(Sql sql, long run) throws SQLException {
        sql.update(RELEASE_ALL, run);
    }

    public static int releaseOthers(Sql sql) throws SQLException {
        return sql.update(RELEASE_OTHERS, sql.run());
    }
}
