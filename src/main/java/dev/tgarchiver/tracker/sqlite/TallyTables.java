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
import java.util.function.Supplier;

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
            channels.add(of(sql, channel));
        }
        return new Stats(channels, RunTable.last(sql, RUNS));
    }

    private static Stats.OfChannel of(Sql sql, ChannelRow channel) throws SQLException {
        List<ChannelRow> earlier = new ArrayList<>();
        Map<String, Totals> kinds = new TreeMap<>();
        Optional<Stats.Mark> first = Optional.empty();
        Optional<Stats.Mark> last = Optional.empty();
        Stats.Changes changes = Stats.Changes.NONE;
        Map<String, FileTotals> leftOut = new TreeMap<>();
        for (long chatId : channel.chats()) {
            long row = ChannelTable.requireRow(sql, chatId);
            if (chatId != channel.chatId()) {
                ChannelTable.find(sql, chatId).ifPresent(earlier::add);
            }
            addKinds(sql, row, kinds);
            // Each part is older than those before it.
            first = mark(sql, FIRST, chatId, row).or(known(first));
            last = last.or(known(mark(sql, LAST, chatId, row)));
            changes = changes.plus(RecordedPosts.changes(sql, row));
            DerivedTally.of(sql, row).forEach((role, files) -> leftOut.merge(role, files, FileTotals::plus));
        }
        return new Stats.OfChannel(channel, earlier, kinds(kinds), first, last, changes, leftOut);
    }

    private static Supplier<Optional<Stats.Mark>> known(Optional<Stats.Mark> mark) {
        return () -> mark;
    }

    private static List<Stats.OfKind> kinds(Map<String, Totals> byKind) {
        return byKind.entrySet().stream()
                .filter(entry -> !entry.getValue().isNothing())
                .map(entry -> new Stats.OfKind(MediaKind.of(entry.getKey()), entry.getValue()))
                .toList();
    }

    private static void addKinds(Sql sql, long channel, Map<String, Totals> byKind) throws SQLException {
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

    private static Optional<Stats.Mark> mark(Sql sql, String query, long chatId, long row) throws SQLException {
        return sql.one(
                query,
                post -> new Stats.Mark(
                        new PostId(chatId, PostKey.messageId(post.number("id"))),
                        Instant.ofEpochSecond(post.number("date"))),
                PostKey.first(row),
                PostKey.last(row));
    }
}
