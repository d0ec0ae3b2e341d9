package dev.tgarchiver.tracker.sqlite;

import dev.tgarchiver.model.FileState;
import dev.tgarchiver.model.post.MediaKind;
import dev.tgarchiver.model.post.PostId;
import dev.tgarchiver.tracker.ChannelRow;
import dev.tgarchiver.tracker.Stats;
import dev.tgarchiver.tracker.Stats.Totals;
import dev.tgarchiver.tracker.file.FileTotals;
import dev.tgarchiver.tracker.sqlite.channel.ChannelTable;
import dev.tgarchiver.tracker.sqlite.channel.PostKey;
import dev.tgarchiver.tracker.sqlite.channel.RunTable;
import dev.tgarchiver.tracker.sqlite.database.Sql;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads the tallies; every query reads at most as many rows as there are channels, kinds and causes. */
public final class TallyTables {

    private static final int RUNS = 10;

    private static final String POSTS =
            "SELECT kind, posts, saved_bytes FROM post_tally WHERE channel = ? ORDER BY kind";
    private static final String FILES =
            "SELECT kind, state, cause, files, bytes FROM file_tally WHERE channel = ? AND files > 0";
    private static final String FIRST = "SELECT id, date FROM post WHERE id BETWEEN ? AND ? ORDER BY id LIMIT 1";
    private static final String LAST = "SELECT id, date FROM post WHERE id BETWEEN ? AND ? ORDER BY id DESC LIMIT 1";

    private TallyTables() {}

    public static Stats of(Sql sql) throws SQLException {
        List<Stats.OfChannel> channels = new ArrayList<>();
        for (ChannelRow channel : ChannelTable.all(sql)) {
            long row = ChannelTable.requireRow(sql, channel.chatId());
            channels.add(new Stats.OfChannel(
                    channel,
                    kinds(sql, row),
                    mark(sql, FIRST, channel, row),
                    mark(sql, LAST, channel, row),
                    RecordedPosts.changes(sql, row),
                    DerivedTally.of(sql, row)));
        }
        return new Stats(channels, RunTable.last(sql, RUNS));
    }

    private static List<Stats.OfKind> kinds(Sql sql, long channel) throws SQLException {
        Map<String, Totals> byKind = new TreeMap<>();
        for (KindOfTotals posts : sql.list(
                POSTS,
                row -> new KindOfTotals(
                        row.text("kind"),
                        new Totals(
                                row.number("posts"),
                                FileTotals.NONE,
                                FileTotals.NONE,
                                Map.of(),
                                Map.of(),
                                FileTotals.NONE,
                                row.number("saved_bytes"))),
                channel)) {
            byKind.merge(posts.kind(), posts.totals(), Totals::plus);
        }
        for (KindOfTotals files : sql.list(
                FILES,
                row -> new KindOfTotals(
                        row.text("kind"),
                        files(
                                row.text("state"),
                                row.text("cause"),
                                new FileTotals(row.number("files"), row.number("bytes")))),
                channel)) {
            byKind.merge(files.kind(), files.totals(), Totals::plus);
        }
        return byKind.entrySet().stream()
                .filter(entry -> !entry.getValue().isNothing())
                .map(entry -> new Stats.OfKind(MediaKind.of(entry.getKey()), entry.getValue()))
                .toList();
    }

    private record KindOfTotals(String kind, Totals totals) {}

    private static Totals files(String state, String cause, FileTotals amount) {
        FileTotals none = FileTotals.NONE;
        return switch (FileState.of(state)) {
            case DONE -> new Totals(0, amount, none, Map.of(), Map.of(), none, 0);
            case PENDING -> new Totals(0, none, amount, Map.of(), Map.of(), none, 0);
            case FAILED -> new Totals(0, none, none, Map.of(cause, amount), Map.of(), none, 0);
            case SKIPPED -> new Totals(0, none, none, Map.of(), Map.of(cause, amount), none, 0);
            case REMOVED -> new Totals(0, none, none, Map.of(), Map.of(), amount, 0);
        };
    }

    private static Optional<Stats.Mark> mark(Sql sql, String query, ChannelRow channel, long row) throws SQLException {
        return sql.one(
                query,
                post -> new Stats.Mark(
                        new PostId(channel.chatId(), PostKey.messageId(post.number("id"))),
                        Instant.ofEpochSecond(post.number("date"))),
                PostKey.first(row),
                PostKey.last(row));
    }
}
