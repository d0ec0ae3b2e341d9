package dev.tgarchiver.tracker.sqlite.channel;

import dev.tgarchiver.model.post.PostId;
import dev.tgarchiver.tracker.post.Discussion;
import dev.tgarchiver.tracker.post.ReadThread;
import dev.tgarchiver.tracker.sqlite.database.Sql;
import dev.tgarchiver.tracker.sqlite.database.SqlRow;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** The tables discussion and thread_read, and the view comment. */
public final class DiscussionTable {

    private static final String ALL = """
            SELECT channel.chat_id AS chat, d.chat_id, d.whole
            FROM channel JOIN discussion d ON d.channel = channel.id WHERE channel.forgetting = '' ORDER BY channel.id""";
    private static final String PUT = "INSERT OR REPLACE INTO discussion (channel, chat_id, whole) VALUES (?, ?, ?)";

    private static final String CHANGED = """
            FROM post p INDEXED BY post_replied LEFT JOIN thread_read t ON t.post = p.id
            WHERE p.replies > 0 AND p.id BETWEEN ? AND ? AND p.deleted_at = 0 AND p.replies <> coalesce(t.replies, 0)""";
    private static final String TO_READ =
            "SELECT p.id, p.replies, coalesce(t.last, 0) AS last " + CHANGED + " ORDER BY p.id LIMIT ?";
    private static final String COUNT = "SELECT count(*) AS threads " + CHANGED;
    private static final String READ = "INSERT OR REPLACE INTO thread_read (post, replies, last) VALUES (?, ?, ?)";

    private static final String PENDING = """
            SELECT r.source_chat, r.source_message, p.message
            FROM pending q CROSS JOIN post p ON p.file = q.file CROSS JOIN post r ON r.id = (p.channel << 32) + p.thread
            WHERE q.channel = ?1 AND p.channel = ?1 AND p.thread > 0 AND r.source_chat = ?2
            UNION
            SELECT r.source_chat, r.source_message, p.message
            FROM pending q CROSS JOIN attachment a ON a.file = q.file CROSS JOIN post p ON p.id = a.post
                CROSS JOIN post r ON r.id = (p.channel << 32) + p.thread
            WHERE q.channel = ?1 AND p.channel = ?1 AND p.thread > 0 AND r.source_chat = ?2
            ORDER BY 2, 3""";

    private static final String COMMENTS = """
            SELECT c.chat_id, p.message
            FROM comment v JOIN post p ON p.id = v.comment JOIN channel c ON c.id = p.channel
            WHERE v.post = ? ORDER BY p.id""";

    private DiscussionTable() {}

    public static List<Discussion> all(Sql sql) throws SQLException {
        return sql.list(
                ALL, row -> new Discussion(row.number("chat"), row.number("chat_id"), row.number("whole") != 0));
    }

    public static void put(Sql sql, Discussion discussion) throws SQLException {
        sql.update(
                PUT,
                ChannelTable.requireRow(sql, discussion.channel()),
                discussion.group(),
                discussion.whole() ? 1 : 0);
    }

    public static List<ReadThread> toRead(Sql sql, long chatId, long after, int limit) throws SQLException {
        OptionalLong channel = ChannelTable.row(sql, chatId);
        if (channel.isEmpty()) {
            return List.of();
        }
        return sql.list(
                TO_READ,
                row -> new ReadThread(
                        new PostId(chatId, PostKey.messageId(row.number("id"))),
                        row.integer("replies"),
                        row.number("last")),
                PostKey.of(channel.getAsLong(), after) + 1,
                PostKey.last(channel.getAsLong()),
                limit);
    }

    public static long toRead(Sql sql, long chatId) throws SQLException {
        OptionalLong channel = ChannelTable.row(sql, chatId);
        return channel.isEmpty()
                ? 0
                : sql.number(COUNT, PostKey.first(channel.getAsLong()), PostKey.last(channel.getAsLong()));
    }

    public static void read(Sql sql, ReadThread thread) throws SQLException {
        long channel = ChannelTable.requireRow(sql, thread.post().chatId());
        sql.update(READ, PostKey.of(channel, thread.post().messageId()), thread.replies(), thread.last());
    }

    public static Map<PostId, List<PostId>> withPending(Sql sql, Discussion discussion) throws SQLException {
        Map<PostId, List<PostId>> pending = new LinkedHashMap<>();
        OptionalLong group = ChannelTable.row(sql, discussion.group());
        if (group.isPresent()) {
            sql.list(PENDING, row -> comment(row, discussion), group.getAsLong(), discussion.channel())
                    .forEach(comment -> pending.computeIfAbsent(comment.getKey(), post -> new ArrayList<>())
                            .add(comment.getValue()));
        }
        return pending;
    }

    private static Map.Entry<PostId, PostId> comment(SqlRow row, Discussion discussion) throws SQLException {
        return Map.entry(
                new PostId(row.number("source_chat"), row.number("source_message")),
                new PostId(discussion.group(), row.number("message")));
    }

    public static List<PostId> comments(Sql sql, PostId post) throws SQLException {
        OptionalLong channel = ChannelTable.row(sql, post.chatId());
        return channel.isEmpty()
                ? List.of()
                : sql.list(
                        COMMENTS,
                        row -> new PostId(row.number("chat_id"), row.number("message")),
                        PostKey.of(channel.getAsLong(), post.messageId()));
    }
}
