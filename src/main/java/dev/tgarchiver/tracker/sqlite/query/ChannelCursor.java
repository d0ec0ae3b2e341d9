package dev.tgarchiver.tracker.sqlite.query;

import dev.tgarchiver.post.RawCodec;
import dev.tgarchiver.tracker.sqlite.database.Sql;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a query finds in one channel, in the order of the posts' numbers, read in parts. */
final class ChannelCursor {

    private static final int LARGEST_PART = 1_000;

    private final Plan plan;
    private final boolean ascending;
    private final Deque<FoundRow> read = new ArrayDeque<>();
    private long first;
    private long last;
    private boolean exhausted;
    private long passed;
    private Instant passedDate = Instant.MIN;

    /**
     * @param first the lowest key that counts
     * @param last the highest one
     */
    ChannelCursor(Plan plan, boolean ascending, long first, long last) {
        this.plan = plan;
        this.ascending = ascending;
        this.first = first;
        this.last = last;
    }

    /** The next post, without passing it. */
    Optional<FoundRow> peek(Sql sql, int part, Map<Long, Long> chats, Optional<RawCodec> codec) throws SQLException {
        while (read.isEmpty() && !exhausted) {
            read(sql, Math.min(part, LARGEST_PART), chats, codec);
        }
        return Optional.ofNullable(read.peek());
    }

    FoundRow take() {
        return read.remove();
    }

    long first() {
        return first;
    }

    long last() {
        return last;
    }

    /** Passes the posts up to this one, and those of the same second that are ordered before it. */
    void skip(long key, Instant date) {
        passed = key;
        passedDate = date;
    }

    private boolean isPassed(FoundRow row) {
        return row.post().date().equals(passedDate) && (ascending ? row.key() <= passed : row.key() >= passed);
    }

    private void read(Sql sql, int part, Map<Long, Long> chats, Optional<RawCodec> codec) throws SQLException {
        List<Object> arguments = new ArrayList<>();
        plan.match().ifPresent(arguments::add);
        arguments.add(first);
        arguments.add(last);
        arguments.addAll(plan.filter().arguments());
        arguments.add(part);
        List<FoundRow> rows = sql.list(
                plan.byNumber(ascending, codec.isPresent()),
                row -> FoundRow.read(row, chats, codec),
                arguments.toArray());
        exhausted = rows.size() < part;
        if (!rows.isEmpty()) {
            long end = rows.get(rows.size() - 1).key();
            first = ascending ? end + 1 : first;
            last = ascending ? last : end - 1;
        }
        rows.stream().filter(row -> !isPassed(row)).forEach(read::add);
    }
}
