package dev.tgarchiver.tracker.sqlite.channel;

import dev.tgarchiver.tracker.post.IdRange;
import dev.tgarchiver.tracker.post.Walked;
import dev.tgarchiver.tracker.sqlite.database.Sql;
import java.sql.SQLException;

/** The table walked. */
public final class WalkedTable {

    private static final String OF_CHANNEL = "SELECT first, last FROM walked WHERE channel = ? ORDER BY first";

    /** Ranges that it touches merge with it. */
    private static final String JOINED = """
            SELECT min(?2, coalesce(min(first), ?2)) AS first, max(?3, coalesce(max(last), ?3)) AS last
            FROM walked WHERE channel = ?1 AND first <= ?3 + 1 AND last >= ?2 - 1""";

    private static final String REMOVE = "DELETE FROM walked WHERE channel = ? AND first >= ? AND last <= ?";
    private static final String INSERT = "INSERT INTO walked (channel, first, last) VALUES (?, ?, ?)";

    private WalkedTable() {}

    static Walked of(Sql sql, long channel) throws SQLException {
        return new Walked(sql.list(OF_CHANNEL, row -> new IdRange(row.number("first"), row.number("last")), channel));
    }

    public static void add(Sql sql, long channel, IdRange range) throws SQLException {
        IdRange joined = sql.one(
                        JOINED,
                        row -> new IdRange(row.number("first"), row.number("last")),
                        channel,
                        range.first(),
                        range.last())
                .orElse(range);
        sql.update(REMOVE, channel, joined.first(), joined.last());
        sql.update(INSERT, channel, joined.first(), joined.last());
    }
}
