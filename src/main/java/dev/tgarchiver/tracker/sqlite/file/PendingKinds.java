package dev.tgarchiver.tracker.sqlite.file;

import dev.tgarchiver.model.post.MediaKind;
import dev.tgarchiver.tracker.file.FileTotals;
import dev.tgarchiver.tracker.sqlite.channel.ChannelTable;
import dev.tgarchiver.tracker.sqlite.database.Decoded;
import dev.tgarchiver.tracker.sqlite.database.Sql;
import java.sql.SQLException;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;

/** Counts the pending files of several channels by kind, each file once. Reads all of them. */
public final class PendingKinds {

    private static final String COUNT = """
            SELECT f.kind, count(*) AS files, sum(f.size) AS bytes
            FROM (SELECT DISTINCT file FROM pending WHERE channel IN (SELECT value FROM json_each(?))) p
            JOIN file f ON f.id = p.file
            GROUP BY f.kind""";

    private PendingKinds() {}

    private record Count(MediaKind kind, FileTotals amount) {}

    public static Map<MediaKind, FileTotals> of(Sql sql, Collection<Long> chatIds) throws SQLException {
        // A list of numbers is written as JSON writes one.
        String channels = ChannelTable.rows(sql, chatIds).toString();
        Map<MediaKind, FileTotals> kinds = new EnumMap<>(MediaKind.class);
        for (Count count : sql.list(
                COUNT,
                row -> new Count(Decoded.kind(row, "kind"), new FileTotals(row.number("files"), row.number("bytes"))),
                channels)) {
            kinds.put(count.kind(), count.amount());
        }
        return kinds;
    }
}
