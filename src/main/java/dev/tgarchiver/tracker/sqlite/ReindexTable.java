package dev.tgarchiver.tracker.sqlite;

import dev.tgarchiver.tracker.file.FileTotals;
import dev.tgarchiver.tracker.post.ReindexCounts;
import dev.tgarchiver.tracker.sqlite.channel.PostKey;
import dev.tgarchiver.tracker.sqlite.database.Sql;
import dev.tgarchiver.tracker.sqlite.database.SqlRow;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The tables reindex and reindex_tally: how far the posts of a channel have been read again. */
final class ReindexTable {

    private static final String FIND =
            "SELECT reader, last, done, posts, changed, found, not_whole, unreadable FROM reindex WHERE channel = ?";
    private static final String UNDER_WAY = "SELECT last FROM reindex WHERE channel = ? AND done = 0";
    private static final String START = """
            INSERT INTO reindex (channel, reader, last, done, posts, changed, found, not_whole, unreadable)
            VALUES (?, ?, ?, 0, 0, 0, 0, 0, 0)
            ON CONFLICT DO UPDATE SET reader = excluded.reader, last = excluded.last, done = 0, posts = 0, changed = 0,
                found = 0, not_whole = 0, unreadable = 0""";
    private static final String STEP = """
            UPDATE reindex SET last = ?, posts = posts + ?, changed = changed + ?, found = found + ?,
                not_whole = not_whole + ?, unreadable = unreadable + ?
            WHERE channel = ?""";
    private static final String DONE = "UPDATE reindex SET done = 1 WHERE channel = ?";
    private static final String REMOVE = "DELETE FROM reindex WHERE channel = ?";

    private static final String COUNT = """
            INSERT INTO reindex_tally (channel, role, files, bytes) VALUES (?, ?, ?, ?)
            ON CONFLICT DO UPDATE SET files = files + excluded.files, bytes = bytes + excluded.bytes""";
    private static final String CLEAR_TALLY = "DELETE FROM reindex_tally WHERE channel = ?";
    private static final String CLEAR_DERIVED = "DELETE FROM derived_tally WHERE channel = ?";
    private static final String FILL_DERIVED =
            "INSERT INTO derived_tally SELECT channel, role, files, bytes FROM reindex_tally WHERE channel = ?";

    private ReindexTable() {}

    /**
     * How far it is.
     *
     * @param last the key of the post up to which it is done
     * @param counts of the posts up to there
     */
    record State(long last, boolean done, ReindexCounts counts) {}

    /** The state to resume from, which is the beginning if another reader left one. */
    static State start(Sql sql, long channel, String reader) throws SQLException {
        Optional<State> left = sql.one(
                        FIND,
                        row -> row.text("reader").equals(reader) ? Optional.of(read(row)) : Optional.<State>empty(),
                        channel)
                .orElse(Optional.empty());
        if (left.isPresent()) {
            return left.get();
        }
        long before = PostKey.first(channel) - 1;
        sql.update(START, channel, reader, before);
        sql.update(CLEAR_TALLY, channel);
        return new State(before, false, ReindexCounts.NONE);
    }

    /** Notes that a portion is done. */
    static void step(Sql sql, long channel, long last, ReindexCounts counts, Map<String, FileTotals> derived)
            throws SQLException {
        sql.update(
                STEP,
                last,
                counts.posts(),
                counts.changed(),
                counts.found(),
                counts.notWhole(),
                counts.unreadable(),
                channel);
        for (Map.Entry<String, FileTotals> role : derived.entrySet()) {
            count(sql, channel, role.getKey(), role.getValue());
        }
    }

    /** Counts derived files of posts that are done. */
    static void count(Sql sql, long channel, String role, FileTotals files) throws SQLException {
        sql.update(COUNT, channel, role, files.files(), files.bytes());
    }

    /** Notes that all posts are done. */
    static void done(Sql sql, long channel) throws SQLException {
        sql.update(CLEAR_DERIVED, channel);
        sql.update(FILL_DERIVED, channel);
        sql.update(CLEAR_TALLY, channel);
        sql.update(DONE, channel);
    }

    static void remove(Sql sql, long channel) throws SQLException {
        sql.update(REMOVE, channel);
        sql.update(CLEAR_TALLY, channel);
    }

    /** The post up to which a channel is done that is not done as a whole. */
    static OptionalLong underWay(Sql sql, long channel) throws SQLException {
        return sql.one(UNDER_WAY, row -> OptionalLong.of(row.number()), channel).orElse(OptionalLong.empty());
    }

    private static State read(SqlRow row) throws SQLException {
        return new State(
                row.number("last"),
                row.flag("done"),
                new ReindexCounts(
                        row.number("posts"),
                        row.number("changed"),
                        row.number("found"),
                        row.number("not_whole"),
                        row.number("unreadable")));
    }
}
