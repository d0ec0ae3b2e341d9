package dev.tgarchiver.tracker.sqlite.query;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tgarchiver.model.post.IndexedText;
import dev.tgarchiver.post.IndexedTexts;
import dev.tgarchiver.post.RawCodec;
import dev.tgarchiver.post.RawMessages;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.sqlite.channel.PostKey;
import dev.tgarchiver.tracker.sqlite.database.Database;
import dev.tgarchiver.tracker.sqlite.database.Portions;
import dev.tgarchiver.tracker.sqlite.database.Sql;
import dev.tgarchiver.tracker.sqlite.database.SqlRow;
import dev.tgarchiver.tracker.sqlite.post.TextTable;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Indexes the posts that were recorded before the index existed, or that a recovery has brought back, in portions. */
public final class Backlog {

    /** Posts in one transaction. */
    static final int PORTION = 500;

    private static final String NEXT = """
            SELECT u.channel, u.last, c.chat_id FROM unindexed u JOIN channel c ON c.id = u.channel
            ORDER BY u.channel LIMIT 1""";
    private static final String POSTS = """
            SELECT p.id, p.text, p.entities, p.author, p.sender, f.file_name, f.performer, f.title, r.body
            FROM post p LEFT JOIN post_raw r ON r.id = p.id LEFT JOIN file f ON f.id = p.file
            WHERE p.id BETWEEN ? AND ? ORDER BY p.id LIMIT ?""";
    private static final String STEP = "UPDATE unindexed SET last = ?2 WHERE channel = ?1";
    private static final String DONE = "DELETE FROM unindexed WHERE channel = ?";

    private static final String ALL =
            "INSERT OR REPLACE INTO unindexed (channel, last) SELECT id, (id << 32) - 1 FROM channel";

    private static final String LEFT = """
            SELECT coalesce(sum((SELECT count(*) FROM post p WHERE p.id > u.last AND p.id < (u.channel + 1) << 32)
                - (SELECT count(*) FROM post_text_docsize d WHERE d.id > u.last AND d.id < (u.channel + 1) << 32)), 0) AS posts
            FROM unindexed u""";

    private final Database database;
    private final Portions portions;

    public Backlog(Database database, Portions portions) {
        this.database = database;
        this.portions = portions;
    }

    /** How many posts are not indexed. */
    public static long left(Sql sql) throws SQLException {
        return sql.number(LEFT);
    }

    /** Notes that no post is indexed. */
    public static void startAgain(Sql sql) throws SQLException {
        sql.update(ALL);
    }

    private record Channel(long row, long last, long chatId) {}

    private record Waiting(long key, long sender, IndexedText words) {}

    /** See {@link dev.tgarchiver.tracker.query.Indexing#indexNext}. */
    public int next() throws TrackerFailure {
        while (true) {
            Optional<Channel> next = database.read(sql -> sql.one(
                    NEXT, row -> new Channel(row.number("channel"), row.number("last"), row.number("chat_id"))));
            if (next.isEmpty()) {
                return 0;
            }
            Channel channel = next.get();
            int posts = portions.write(sql -> index(sql, channel));
            if (posts > 0) {
                return posts;
            }
        }
    }

    private static List<Waiting> read(Sql sql, Channel channel) throws SQLException {
        try (RawCodec codec = new RawCodec()) {
            return sql.list(
                    POSTS,
                    row -> new Waiting(row.number("id"), row.number("sender"), words(row, codec)),
                    channel.last() + 1,
                    PostKey.last(channel.row()),
                    PORTION);
        }
    }

    private static IndexedText words(SqlRow row, RawCodec codec) throws SQLException {
        byte[] body = row.bytes("body");
        if (body != null) {
            try {
                JsonNode message = RawMessages.read(codec.unpack(body));
                return IndexedTexts.of(message);
            } catch (IllegalArgumentException e) {
                // Reindex names it; its columns are searched.
                return columns(row);
            }
        }
        return columns(row);
    }

    private static IndexedText columns(SqlRow row) throws SQLException {
        return IndexedTexts.of(
                row.text("text"),
                row.text("entities"),
                List.of(
                        row.optionalText("file_name").orElse(""),
                        row.optionalText("performer").orElse(""),
                        row.optionalText("title").orElse("")),
                row.text("author"));
    }

    /** Reads in the transaction that writes, so that a post that is edited meanwhile is not indexed as it was before. */
    private static int index(Sql sql, Channel channel) throws SQLException {
        List<Waiting> posts = read(sql, channel);
        for (Waiting post : posts) {
            TextTable.put(sql, post.key(), channel.chatId(), post.sender(), post.words());
        }
        if (posts.size() < PORTION) {
            sql.update(DONE, channel.row());
        } else {
            sql.update(STEP, channel.row(), posts.get(posts.size() - 1).key());
        }
        return posts.size();
    }
}
