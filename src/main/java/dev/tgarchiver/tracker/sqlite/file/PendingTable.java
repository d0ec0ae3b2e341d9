package dev.tgarchiver.tracker.sqlite.file;

import dev.tgarchiver.model.post.PostId;
import dev.tgarchiver.tracker.file.FileTotals;
import dev.tgarchiver.tracker.file.PendingFile;
import dev.tgarchiver.tracker.sqlite.channel.ChannelTable;
import dev.tgarchiver.tracker.sqlite.channel.PostKey;
import dev.tgarchiver.tracker.sqlite.database.Sql;
import dev.tgarchiver.tracker.sqlite.database.SqlRow;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The table pending: the files to fetch, with their order and time. */
public final class PendingTable {

    private static final Comparator<PendingFile> ORDER = Comparator.comparingLong(
                    (PendingFile file) -> file.media().size())
            .thenComparing(PendingFile::postDate)
            .thenComparingLong(PendingFile::id);

    private static final String COLUMNS =
            "SELECT f.id, c.chat_id, f.origin, f.date, f.attempts, " + FileMedia.COLUMNS + " FROM ";
    private static final String FILE = COLUMNS + "( ";
    private static final String DUE = FILE + """
                SELECT size, date, file FROM pending
                WHERE channel = ? AND due <= ? AND %s
                ORDER BY size, date, file
                LIMIT ?) p
            CROSS JOIN file f ON f.id = p.file
            CROSS JOIN channel c ON c.id = f.origin >> 32
            ORDER BY p.size, p.date, p.file""".formatted(ClaimTable.NOT_BY_ANOTHER.formatted("pending.file"));
    private static final String ONE_DUE = COLUMNS + """
            file f CROSS JOIN channel c ON c.id = f.origin >> 32
            WHERE f.id = ? AND f.state = 'pending' AND f.due <= ? AND %s""".formatted(ClaimTable.NOT_BY_ANOTHER.formatted("f.id"));
    private static final String ONE_LATER = "SELECT due FROM file WHERE id = ? AND state = 'pending' AND due > ?";
    private static final String LONGEST_WAITING =
            FILE + """
                SELECT file FROM pending
                WHERE channel = ? AND due <= ? AND %s
                ORDER BY file
                LIMIT ?) p
            CROSS JOIN file f ON f.id = p.file
            CROSS JOIN channel c ON c.id = f.origin >> 32
            ORDER BY p.file""".formatted(ClaimTable.NOT_BY_ANOTHER.formatted("pending.file"));
    private static final String NEXT_DUE = "SELECT min(due) FROM pending WHERE channel = ? AND due > 0 AND due > ?";
    private static final String AT_HOME =
            "SELECT coalesce(sum(files), 0) AS files, coalesce(sum(bytes), 0) AS bytes FROM file_tally"
                    + " WHERE channel = ? AND state = 'pending'";
    private static final String GUESTS = "SELECT home, file, size FROM pending WHERE channel = ? AND channel <> home";

    private PendingTable() {}

    private record Guest(long home, long file, long size) {}

    public static List<PendingFile> due(Sql sql, Collection<Long> chatIds, int limit, Instant now) throws SQLException {
        // Channel by channel and then merged: one query over all would sort all their pending files. A file that
        // several of them hold is equal from each.
        long time = now.toEpochMilli();
        Set<PendingFile> due = new TreeSet<>(ORDER);
        for (long channel : ChannelTable.rows(sql, chatIds)) {
            due.addAll(sql.list(DUE, PendingTable::read, channel, time, sql.run(), time, limit));
        }
        return due.stream().limit(limit).toList();
    }

    public static List<PendingFile> dueOf(Sql sql, Collection<Long> files, int limit, Instant now) throws SQLException {
        long time = now.toEpochMilli();
        List<PendingFile> due = new ArrayList<>();
        for (long file : files) {
            due.addAll(sql.list(ONE_DUE, PendingTable::read, file, time, sql.run(), time));
        }
        due.sort(ORDER);
        return due.stream().limit(limit).toList();
    }

    public static Optional<Instant> nextDueOf(Sql sql, Collection<Long> files, Instant now) throws SQLException {
        long next = Long.MAX_VALUE;
        for (long file : files) {
            Optional<Long> due = sql.one(ONE_LATER, SqlRow::number, file, now.toEpochMilli());
            next = Math.min(next, due.orElse(Long.MAX_VALUE));
        }
        return next == Long.MAX_VALUE ? Optional.empty() : Optional.of(Instant.ofEpochMilli(next));
    }

    public static List<PendingFile> longestWaiting(Sql sql, Collection<Long> chatIds, int limit, Instant now)
            throws SQLException {
        long time = now.toEpochMilli();
        Set<PendingFile> waiting = new TreeSet<>(Comparator.comparingLong(PendingFile::id));
        for (long channel : ChannelTable.rows(sql, chatIds)) {
            waiting.addAll(sql.list(LONGEST_WAITING, PendingTable::read, channel, time, sql.run(), time, limit));
        }
        return waiting.stream().limit(limit).toList();
    }

    public static Optional<Instant> nextDue(Sql sql, Collection<Long> chatIds, Instant now) throws SQLException {
        long next = Long.MAX_VALUE;
        for (long channel : ChannelTable.rows(sql, chatIds)) {
            long due = sql.number(NEXT_DUE, channel, now.toEpochMilli());
            next = due > 0 ? Math.min(next, due) : next;
        }
        return next == Long.MAX_VALUE ? Optional.empty() : Optional.of(Instant.ofEpochMilli(next));
    }

    public static FileTotals amount(Sql sql, Collection<Long> chatIds) throws SQLException {
        Set<Long> channels = ChannelTable.rows(sql, chatIds);
        FileTotals amount = FileTotals.NONE;
        Set<Guest> guests = new HashSet<>();
        for (long channel : channels) {
            amount = amount.plus(
                    sql.one(AT_HOME, row -> new FileTotals(row.number("files"), row.number("bytes")), channel)
                            .orElse(FileTotals.NONE));
            guests.addAll(sql.list(
                    GUESTS, row -> new Guest(row.number("home"), row.number("file"), row.number("size")), channel));
        }
        for (Guest guest : guests) {
            if (!channels.contains(guest.home())) {
                amount = amount.plus(new FileTotals(1, guest.size()));
            }
        }
        return amount;
    }

    private static PendingFile read(SqlRow row) throws SQLException {
        return new PendingFile(
                row.number("id"),
                new PostId(row.number("chat_id"), PostKey.messageId(row.number("origin"))),
                FileMedia.read(row),
                Instant.ofEpochSecond(row.number("date")),
                row.integer("attempts"));
    }
}
