package dev.tgarchiver.tracker.sqlite.file;

import dev.tgarchiver.model.Stored;
import dev.tgarchiver.tracker.sqlite.channel.RunTable;
import dev.tgarchiver.tracker.sqlite.database.Sql;
import dev.tgarchiver.tracker.sqlite.database.SqlRow;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** What becomes of the files of the queue: done, failed, skipped, or due later. */
public final class QueuedFiles {

    private static final String DONE = """
            UPDATE file SET state = 'done', size = ?, path = ?, sha256 = ?, linked = ?, changed_at = ?, worker = ?,
                cause = '', reason = '', due = 0, rounds = 0, retry_at = 0
            WHERE id = ?""";

    private static final String RETRY_LATER =
            "UPDATE file SET attempts = attempts + 1, due = ?, reason = ? WHERE id = ? AND state = 'pending'";

    private static final String POSTPONE = "UPDATE file SET due = ? WHERE id = ? AND state = 'pending'";

    private static final String DUE_AFTER = """
            SELECT DISTINCT p.file FROM channel CROSS JOIN pending p ON p.channel = channel.id
            WHERE p.due > 0 AND p.due > ?""";

    private static final String HASTEN = "UPDATE file SET due = 0 WHERE id = ? AND state = 'pending' AND due > ?";

    private static final String ROUNDS = "SELECT rounds FROM file WHERE id = ? AND state = 'pending'";

    private static final String FAIL = """
            UPDATE file SET state = 'failed', cause = ?, reason = ?, attempts = attempts + 1, due = 0, changed_at = ?,
                rounds = ?, retry_at = ?
            WHERE id = ? AND state = 'pending'""";

    private static final String SKIP = """
            UPDATE file SET state = 'skipped', cause = ?, reason = ?, due = 0, changed_at = ?
            WHERE id = ? AND state = 'pending'""";

    private QueuedFiles() {}

    public static boolean done(Sql sql, long file, Stored stored, Instant at, String worker) throws SQLException {
        if (!ClaimTable.giveUp(sql, file)) {
            return false;
        }
        sql.update(
                DONE,
                stored.size(),
                stored.path().toString(),
                HexFormat.of().parseHex(stored.sha256()),
                stored.linked(),
                at.toEpochMilli(),
                worker,
                file);
        RunTable.countDone(sql, stored.size());
        return true;
    }

    public static boolean retryLater(Sql sql, long file, String reason, Instant next) throws SQLException {
        if (!ClaimTable.giveUp(sql, file)) {
            return false;
        }
        sql.update(RETRY_LATER, next.toEpochMilli(), reason, file);
        return true;
    }

    public static boolean postpone(Sql sql, long file, Instant next) throws SQLException {
        if (!ClaimTable.giveUp(sql, file)) {
            return false;
        }
        sql.update(POSTPONE, next.toEpochMilli(), file);
        return true;
    }

    public static boolean fail(Sql sql, long file, String cause, String reason, Instant at) throws SQLException {
        if (!ClaimTable.giveUp(sql, file)) {
            return false;
        }
        Optional<Long> rounds = sql.one(ROUNDS, SqlRow::number, file);
        if (rounds.isPresent()) {
            int round = Math.toIntExact(rounds.get()) + 1;
            long again = RetrySchedule.next(cause, round, at)
                    .map(Instant::toEpochMilli)
                    .orElse(0L);
            sql.update(FAIL, cause, reason, at.toEpochMilli(), round, again, file);
            RunTable.countFailed(sql);
        }
        return true;
    }

    public static int skip(Sql sql, Collection<Long> files, String cause, String reason, Instant at)
            throws SQLException {
        int skipped = 0;
        for (long file : files) {
            skipped += sql.update(SKIP, cause, reason, at.toEpochMilli(), file);
        }
        return skipped;
    }

    public static List<Long> dueAfter(Sql sql, Instant latest) throws SQLException {
        return sql.list(DUE_AFTER, SqlRow::number, latest.toEpochMilli());
    }

    public static int makeDueNow(Sql sql, Collection<Long> files, Instant latest) throws SQLException {
        int hastened = 0;
        for (long file : files) {
            hastened += sql.update(HASTEN, file, latest.toEpochMilli());
        }
        return hastened;
    }
}
