package dev.tgarchiver.tracker.sqlite.query;

import dev.tgarchiver.post.RawCodec;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.query.FoundPost;
import dev.tgarchiver.tracker.query.PostCondition;
import dev.tgarchiver.tracker.query.PostCursor;
import dev.tgarchiver.tracker.query.PostQuery;
import dev.tgarchiver.tracker.sqlite.channel.ChannelTable;
import dev.tgarchiver.tracker.sqlite.channel.PostKey;
import dev.tgarchiver.tracker.sqlite.database.Database;
import dev.tgarchiver.tracker.sqlite.database.Sql;
import dev.tgarchiver.tracker.sqlite.database.SqlRow;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.Set;

/** Merges what a query finds in each channel; by relevance, reads all channels at once. */
public final class SqliteCursor implements PostCursor {

    /** Sorting more by relevance takes longer than anyone waits. */
    private static final int MOST_SORTED = 50_000;

    /** Posts that are read at once of a channel, of which few may be among the next ones. */
    private static final int FEWEST = 50;

    private static final String CHANNELS = """
            SELECT c.id, c.chat_id, coalesce(w.chat_id, c.chat_id) AS whole
            FROM channel c LEFT JOIN channel w ON w.id = c.part_of
            WHERE c.forgetting = ''""";
    private static final String DATE = "SELECT date FROM post WHERE id = ?";

    private final Database database;
    private final PostQuery query;
    private final Plan plan;
    private final Map<Long, Long> chats;
    private final List<ChannelCursor> channels = new ArrayList<>();
    private final Comparator<FoundRow> order;
    private int passed;
    private boolean capped;

    private SqliteCursor(Database database, PostQuery query, Plan plan, Map<Long, Long> chats) {
        this.database = database;
        this.query = query;
        this.plan = plan;
        this.chats = chats;
        Comparator<FoundRow> newest = FoundRow::newestFirst;
        order = isAscending() ? newest.reversed() : newest;
    }

    /**
     * A channel.
     *
     * @param whole the chat of which it is a part, or its own
     */
    private record Channel(long row, long chatId, long whole) {

        static Map<Long, Long> chats(List<Channel> channels) {
            Map<Long, Long> chats = new HashMap<>();
            channels.forEach(channel -> chats.put(channel.row(), channel.chatId()));
            return chats;
        }

        boolean isAmong(Set<Long> chats) {
            return chats.contains(chatId) || chats.contains(whole);
        }
    }

    /** Opens a query. */
    public static PostCursor open(Database database, PostQuery query) throws TrackerFailure {
        return database.read(sql -> {
            List<Channel> all = sql.list(
                    CHANNELS, row -> new Channel(row.number("id"), row.number("chat_id"), row.number("whole")));
            PostCondition condition = query.condition();
            Optional<Long> after = Optional.empty();
            if (query.after().isPresent()) {
                OptionalLong row = ChannelTable.row(sql, query.after().get().chatId());
                after = row.isPresent()
                        ? Optional.of(
                                PostKey.of(row.getAsLong(), query.after().get().messageId()))
                        : after;
            }
            boolean ascending = query.order() == PostQuery.Order.OLDEST;
            Optional<Instant> border = after.isEmpty()
                    ? Optional.empty()
                    : sql.one(DATE, SqlRow::number, after.get()).map(Instant::ofEpochSecond);
            if (border.isPresent()) {
                condition = new PostCondition.All(List.of(
                        condition,
                        ascending ? new PostCondition.Since(border.get()) : new PostCondition.Until(border.get())));
            }
            Plan plan = Plan.of(sql, condition);
            SqliteCursor cursor = new SqliteCursor(database, query, plan, Channel.chats(all));
            for (Channel channel : all) {
                if (plan.channels().isEmpty() || channel.isAmong(plan.channels().get())) {
                    cursor.channels.add(cursor.channel(sql, channel.row(), after, border));
                }
            }
            return cursor;
        });
    }

    /** Posts of the same second as the one after which the query continues are ordered by their keys. */
    private ChannelCursor channel(Sql sql, long row, Optional<Long> after, Optional<Instant> border)
            throws SQLException {
        long first = PostKey.first(row);
        long last = PostKey.last(row);
        if (plan.since().isPresent()) {
            first = DateBounds.lowest(sql, first, last, plan.since().get().getEpochSecond());
        }
        if (plan.until().isPresent()) {
            last = DateBounds.highest(sql, first, last, plan.until().get().getEpochSecond());
        }
        ChannelCursor cursor = new ChannelCursor(plan, isAscending(), first, last);
        if (after.isPresent() && border.isPresent()) {
            cursor.skip(after.get(), border.get());
        }
        return cursor;
    }

    private boolean isAscending() {
        return query.order() == PostQuery.Order.OLDEST;
    }

    @Override
    public List<FoundPost> next(int most) throws TrackerFailure {
        try (Codec codec = new Codec(query.withMessage())) {
            boolean best = query.order() == PostQuery.Order.BEST && plan.match().isPresent();
            return database.read(sql -> best ? best(sql, most, codec) : merged(sql, most, codec));
        }
    }

    @Override
    public boolean isCapped() {
        return capped;
    }

    /** A decompressor, if one is needed. */
    private record Codec(Optional<RawCodec> raw) implements AutoCloseable {

        Codec(boolean needed) {
            this(needed ? Optional.of(new RawCodec()) : Optional.empty());
        }

        @Override
        public void close() {
            raw.ifPresent(RawCodec::close);
        }
    }

    private record Head(FoundRow row, ChannelCursor channel) {}

    private List<FoundPost> merged(Sql sql, int most, Codec codec) throws SQLException {
        PriorityQueue<Head> heads = new PriorityQueue<>(Comparator.comparing(Head::row, order));
        int part = Math.max(FEWEST, most / Math.max(1, channels.size()));
        for (ChannelCursor channel : channels) {
            head(sql, channel, Math.min(part, most), codec).ifPresent(heads::add);
        }
        List<FoundPost> posts = new ArrayList<>();
        while (posts.size() < most && !heads.isEmpty()) {
            ChannelCursor channel = heads.remove().channel();
            posts.add(channel.take().post());
            head(sql, channel, Math.min(part, most - posts.size() + 1), codec).ifPresent(heads::add);
        }
        return posts;
    }

    private Optional<Head> head(Sql sql, ChannelCursor channel, int part, Codec codec) throws SQLException {
        return channel.peek(sql, part, chats, codec.raw()).map(row -> new Head(row, channel));
    }

    private List<FoundPost> best(Sql sql, int most, Codec codec) throws SQLException {
        String match = plan.match().orElseThrow();
        long first = channels.stream().mapToLong(ChannelCursor::first).min().orElse(0);
        long last = channels.stream().mapToLong(ChannelCursor::last).max().orElse(-1);
        Optional<Long> border = sql.one(plan.border(), SqlRow::number, match, first, last, MOST_SORTED);
        capped = border.isPresent();
        List<Object> arguments = new ArrayList<>(List.of(match, border.orElse(first), last));
        arguments.addAll(plan.filter().arguments());
        arguments.add(passed + most);
        List<FoundRow> rows = sql.list(
                plan.byRelevance(query.withMessage()),
                row -> FoundRow.read(row, chats, codec.raw()),
                arguments.toArray());
        List<FoundPost> posts = rows.stream()
                .skip(passed)
                .filter(row -> chats.containsKey(PostKey.channel(row.key())))
                .map(FoundRow::post)
                .toList();
        passed += posts.size();
        return posts;
    }
}
