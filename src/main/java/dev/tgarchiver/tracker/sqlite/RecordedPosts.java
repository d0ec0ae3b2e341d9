package dev.tgarchiver.tracker.sqlite;

import dev.tgarchiver.model.FileState;
import dev.tgarchiver.model.post.Attachment;
import dev.tgarchiver.model.post.Post;
import dev.tgarchiver.model.post.PostDetail;
import dev.tgarchiver.model.post.PostId;
import dev.tgarchiver.post.RawMessages;
import dev.tgarchiver.tracker.PostCatalog;
import dev.tgarchiver.tracker.Stats;
import dev.tgarchiver.tracker.post.PostStatus;
import dev.tgarchiver.tracker.sqlite.channel.ChannelTable;
import dev.tgarchiver.tracker.sqlite.channel.PostKey;
import dev.tgarchiver.tracker.sqlite.database.Sql;
import dev.tgarchiver.tracker.sqlite.database.SqlRow;
import dev.tgarchiver.tracker.sqlite.file.FileMedia;
import dev.tgarchiver.tracker.sqlite.post.ReactionText;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Reads posts as they were last recorded. */
public final class RecordedPosts {

    private static final String FIND = """
            SELECT p.date, p.edit_date, p.type, p.text, p.entities, p.album, p.views, p.forwards, p.reply_to, p.author,
                p.sender, p.topic, p.thread, p.source_chat, p.source_message, p.replies, p.reactions, p.file, %s
            FROM post p LEFT JOIN file f ON f.id = p.file
            WHERE p.id = ?""".formatted(FileMedia.COLUMNS);
    private static final String OF_FILE = """
            SELECT DISTINCT c.chat_id, p.message, p.date, p.id
            FROM file_post h JOIN post p ON p.id = h.post JOIN channel c ON c.id = p.channel
            WHERE h.file = ?
            ORDER BY p.date, p.id""";
    private static final String FILE_OF = """
            SELECT p.file FROM channel c CROSS JOIN post p ON p.id = (c.id << 32) + ?2
            WHERE c.chat_id = ?1 AND p.file IS NOT NULL
            UNION
            SELECT a.file FROM channel c CROSS JOIN attachment a ON a.post = (c.id << 32) + ?2
            WHERE c.chat_id = ?1""";
    private static final String STANDINGS = """
            SELECT p.id, p.edit_date, p.deleted_at, f.unique_id, f.kind, f.file_name, f.size, f.state, f.cause, f.reason
            FROM post p LEFT JOIN file f ON f.id = p.file
            WHERE p.id BETWEEN ? AND ?
            ORDER BY p.id""";
    private static final String FURTHER = """
            SELECT a.post, f.unique_id, f.kind, f.file_name, f.size, f.state, f.cause, f.reason
            FROM attachment a CROSS JOIN file f ON f.id = a.file
            WHERE a.post BETWEEN ? AND ?
            ORDER BY a.post, a.id""";
    /** From the end of the channel, so that only the recent posts are read. */
    private static final String LAST_BEFORE =
            "SELECT id FROM post WHERE id BETWEEN ? AND ? AND date < ? ORDER BY id DESC LIMIT 1";

    private static final String NEXT_POST = "SELECT id FROM post WHERE id BETWEEN ? AND ? ORDER BY id LIMIT 1";
    private static final String NEXT_UNREAD = """
            SELECT min(id) AS id FROM (
                SELECT min(id) AS id FROM post INDEXED BY post_unread
                WHERE version = 0 AND deleted_at = 0 AND id BETWEEN ?1 AND ?2
                UNION ALL
                SELECT min(p.id) FROM post p INDEXED BY post_unsupported JOIN post_raw r ON r.id = p.id
                WHERE p.type = 'unsupported' AND p.deleted_at = 0 AND p.id BETWEEN ?1 AND ?2 AND r.tdlib < ?3)""";
    private static final String UNREAD = """
            SELECT (SELECT count(*) FROM post INDEXED BY post_unread
                    WHERE version = 0 AND deleted_at = 0 AND id BETWEEN ?1 AND ?2)
                + (SELECT count(*) FROM post p INDEXED BY post_unsupported JOIN post_raw r ON r.id = p.id
                    WHERE p.type = 'unsupported' AND p.deleted_at = 0 AND p.id BETWEEN ?1 AND ?2 AND r.tdlib < ?3)
                AS posts""";
    private static final String ALBUM_CAPTION =
            "SELECT text FROM post WHERE id BETWEEN ? AND ? AND album = ? AND text <> '' ORDER BY id LIMIT 1";

    private static final String EDITED =
            "SELECT count(DISTINCT post) AS posts FROM post_version WHERE post BETWEEN ? AND ?";
    private static final String GONE =
            "SELECT count(*) AS posts FROM post INDEXED BY post_deleted WHERE deleted_at > 0 AND id BETWEEN ? AND ?";

    private static final String TO_COMPLETE = """
            SELECT count(*) AS posts FROM post_more m INDEXED BY post_more_to_ask CROSS JOIN post p ON p.id = m.post
            WHERE m.to_ask = 1 AND m.post BETWEEN ? AND ? AND p.deleted_at = 0""";
    private static final String REFUSED = """
            SELECT count(*) AS posts FROM post_more INDEXED BY post_more_refused
            WHERE refused = 1 AND post BETWEEN ? AND ?""";
    private static final String UNSUPPORTED = """
            SELECT count(*) AS posts FROM post INDEXED BY post_unsupported
            WHERE type = 'unsupported' AND deleted_at = 0 AND id BETWEEN ? AND ?""";

    private RecordedPosts() {}

    public static Optional<Post> find(Sql sql, PostId id) throws SQLException {
        OptionalLong channel = ChannelTable.row(sql, id.chatId());
        if (channel.isEmpty()) {
            return Optional.empty();
        }
        long key = PostKey.of(channel.getAsLong(), id.messageId());
        List<Attachment> attachments = AttachmentTable.read(sql, key);
        return sql.one(FIND, row -> read(id, row, attachments), key);
    }

    /** The post's text or, when it has none, that of its album. */
    public static String caption(Sql sql, Post post) throws SQLException {
        OptionalLong channel = ChannelTable.row(sql, post.id().chatId());
        if (channel.isEmpty() || !post.text().isEmpty() || post.albumId() == 0) {
            return post.text();
        }
        long key = PostKey.of(channel.getAsLong(), post.id().messageId());
        return sql.one(
                        ALBUM_CAPTION,
                        SqlRow::text,
                        key - PostTable.ALBUM_REACH,
                        key + PostTable.ALBUM_REACH,
                        post.albumId())
                .orElse("");
    }

    public static List<PostStatus> standings(Sql sql, long chatId, long from, long to) throws SQLException {
        OptionalLong channel = ChannelTable.row(sql, chatId);
        if (channel.isEmpty()) {
            return List.of();
        }
        long first = PostKey.of(channel.getAsLong(), from);
        long last = PostKey.of(channel.getAsLong(), to);
        Map<Long, List<PostStatus.File>> further = new HashMap<>();
        sql.list(FURTHER, row -> Map.entry(PostKey.messageId(row.number("post")), readFile(row)), first, last)
                .forEach(file -> further.computeIfAbsent(file.getKey(), post -> new ArrayList<>())
                        .add(file.getValue()));
        return sql.list(STANDINGS, row -> readStanding(row, further), first, last);
    }

    private static PostStatus readStanding(SqlRow row, Map<Long, List<PostStatus.File>> further) throws SQLException {
        Optional<PostStatus.File> file =
                row.optionalText("unique_id").isEmpty() ? Optional.empty() : Optional.of(readFile(row));
        long messageId = PostKey.messageId(row.number("id"));
        return new PostStatus(
                messageId,
                row.number("edit_date"),
                row.number("deleted_at") > 0,
                file,
                further.getOrDefault(messageId, List.of()));
    }

    private static PostStatus.File readFile(SqlRow row) throws SQLException {
        String uniqueId = row.text("unique_id");
        return new PostStatus.File(
                FileMedia.isOwnIdentity(uniqueId) ? "" : uniqueId,
                row.text("kind"),
                row.text("file_name"),
                row.number("size"),
                FileState.of(row.text("state")),
                row.text("cause"),
                row.text("reason"));
    }

    /** See {@link PostCatalog#firstSince}. */
    static OptionalLong firstSince(Sql sql, long chatId, Instant date) throws SQLException {
        OptionalLong channel = ChannelTable.row(sql, chatId);
        if (channel.isEmpty()) {
            return OptionalLong.empty();
        }
        long first = PostKey.first(channel.getAsLong());
        long last = PostKey.last(channel.getAsLong());
        long before = sql.one(LAST_BEFORE, SqlRow::number, first, last, date.getEpochSecond())
                .orElse(first - 1);
        return number(sql.one(NEXT_POST, SqlRow::number, before + 1, last));
    }

    /** See {@link PostCatalog#nextUnread}. */
    static OptionalLong nextUnread(Sql sql, long chatId, long from) throws SQLException {
        OptionalLong channel = ChannelTable.row(sql, chatId);
        if (channel.isEmpty()) {
            return OptionalLong.empty();
        }
        long first = PostKey.of(channel.getAsLong(), from);
        return number(sql.one(
                        NEXT_UNREAD,
                        row -> row.optionalNumber("id"),
                        first,
                        PostKey.last(channel.getAsLong()),
                        RawMessages.TDLIB)
                .flatMap(id -> id));
    }

    /** See {@link PostCatalog#unread}. */
    static long unread(Sql sql, long chatId) throws SQLException {
        OptionalLong channel = ChannelTable.row(sql, chatId);
        return channel.isEmpty()
                ? 0
                : sql.number(
                        UNREAD,
                        PostKey.first(channel.getAsLong()),
                        PostKey.last(channel.getAsLong()),
                        RawMessages.TDLIB);
    }

    /** What became of the posts of the channel with this row. */
    static Stats.Changes changes(Sql sql, long channel) throws SQLException {
        long first = PostKey.first(channel);
        long last = PostKey.last(channel);
        return new Stats.Changes(
                sql.number(EDITED, first, last),
                sql.number(GONE, first, last),
                sql.number(UNREAD, first, last, RawMessages.TDLIB),
                sql.number(TO_COMPLETE, first, last),
                sql.number(REFUSED, first, last),
                sql.number(UNSUPPORTED, first, last));
    }

    private static OptionalLong number(Optional<Long> key) {
        return key.map(PostKey::messageId).map(OptionalLong::of).orElse(OptionalLong.empty());
    }

    public static List<PostId> ofFile(Sql sql, long file) throws SQLException {
        return sql.list(OF_FILE, row -> new PostId(row.number("chat_id"), row.number("message")), file);
    }

    public static List<Long> filesOf(Sql sql, Collection<PostId> posts) throws SQLException {
        Set<Long> files = new LinkedHashSet<>();
        for (PostId post : posts) {
            files.addAll(sql.list(FILE_OF, SqlRow::number, post.chatId(), post.messageId()));
        }
        return List.copyOf(files);
    }

    private static Post read(PostId id, SqlRow row, List<Attachment> attachments) throws SQLException {
        boolean holdsFile = row.optionalNumber("file").isPresent();
        long editDate = row.number("edit_date");
        return new Post(
                id,
                Instant.ofEpochSecond(row.number("date")),
                editDate == 0 ? Optional.empty() : Optional.of(Instant.ofEpochSecond(editDate)),
                row.text("type"),
                row.text("text"),
                row.text("entities"),
                row.number("album"),
                row.integer("views"),
                row.integer("forwards"),
                row.number("reply_to"),
                row.text("author"),
                holdsFile ? Optional.of(FileMedia.read(row)) : Optional.empty(),
                new PostDetail(
                        row.number("sender"),
                        row.number("topic"),
                        PostColumns.readThread(row),
                        row.integer("replies"),
                        ReactionText.read(row.text("reactions")),
                        attachments,
                        Set.of(),
                        Optional.empty()));
    }
}
