package dev.tgarchiver.tracker.sqlite.query;

import dev.tgarchiver.tracker.sqlite.database.Sql;
import java.sql.SQLException;
import java.util.Optional;

/** Narrows a channel's keys by dates, since posts are numbered in the order of their dates. */
final class DateBounds {

    /** Telegram's clocks differ, and an imported history may be a little out of order. */
    private static final long SLACK_SECONDS = 86_400;

    private static final String NEXT = "SELECT id, date FROM post WHERE id BETWEEN ? AND ? ORDER BY id LIMIT 1";

    private DateBounds() {}

    private record Dated(long key, long date) {}

    /** A key in the range such that no post below it is of this second or later. */
    static long lowest(Sql sql, long first, long last, long second) throws SQLException {
        return border(sql, first, last, second - SLACK_SECONDS);
    }

    /** A key in the range such that no post above it is of this second or earlier. */
    static long highest(Sql sql, long first, long last, long second) throws SQLException {
        return border(sql, first, last, second + SLACK_SECONDS + 1);
    }

    /** The key up to which posts are earlier. */
    private static long border(Sql sql, long first, long last, long second) throws SQLException {
        long low = first;
        long high = last;
        while (low < high) {
            long middle = low + (high - low) / 2;
            Optional<Dated> next = sql.one(NEXT, row -> new Dated(row.number("id"), row.number("date")), middle, high);
            if (next.isPresent() && next.get().date() < second) {
                low = next.get().key() + 1;
            } else {
                high = middle;
            }
        }
        return Math.min(low, last);
    }
}
