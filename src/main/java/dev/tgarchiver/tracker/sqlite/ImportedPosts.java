package dev.tgarchiver.tracker.sqlite;

import dev.tgarchiver.model.Stored;
import dev.tgarchiver.model.post.Media;
import dev.tgarchiver.model.post.Post;
import dev.tgarchiver.model.post.PostId;
import dev.tgarchiver.post.RawCodec;
import dev.tgarchiver.tracker.PostImport;
import dev.tgarchiver.tracker.file.PendingFile;
import dev.tgarchiver.tracker.post.ImportedPost;
import dev.tgarchiver.tracker.sqlite.channel.ChannelTable;
import dev.tgarchiver.tracker.sqlite.channel.PostKey;
import dev.tgarchiver.tracker.sqlite.database.Sql;
import dev.tgarchiver.tracker.sqlite.database.SqlRow;
import dev.tgarchiver.tracker.sqlite.file.FileMedia;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** The table imported_post, and what comes with imported posts. See {@link PostImport}. */
final class ImportedPosts {

    private static final String KNOWN = "SELECT EXISTS (SELECT 1 FROM post WHERE id = ?) AS known";
    private static final String PUT = "INSERT INTO imported_post (post, imported_at, body) VALUES (?, ?, ?)";
    private static final String BODY = "SELECT body FROM imported_post WHERE post = ?";
    private static final String ADD_VERSION = """
            INSERT INTO post_version (post, version, seen_at, edit_date, text, tdlib, hash, body)
            VALUES (?, ?, 0, ?, ?, 0, NULL, NULL)""";
    private static final String NUMBER = "UPDATE post SET version = ? WHERE id = ? AND version > 0";
    private static final String MISSING = """
            SELECT f.id, c.chat_id, f.origin, %s, f.date, f.attempts
            FROM (SELECT file, 0 AS place FROM post WHERE id = ?1
                UNION ALL SELECT file, id FROM attachment WHERE post = ?1) h
            JOIN file f ON f.id = h.file JOIN channel c ON c.id = f.origin >> 32
            WHERE f.state IN ('pending', 'failed') ORDER BY h.place""".formatted(FileMedia.COLUMNS);
    private static final String RELEASE = "DELETE FROM claim WHERE file = ?";
    private static final String DONE = """
            UPDATE file SET state = 'done', size = ?, path = ?, sha256 = ?, linked = ?, changed_at = ?, worker = 'import',
                cause = '', reason = '', due = 0, rounds = 0, retry_at = 0
            WHERE id = ? AND state IN ('pending', 'failed')""";
    private static final String IDENTIFY = """
            UPDATE file SET unique_id = ?2, size = iif(state = 'done', size, ?3), file_name = ?4, mime_type = ?5,
                performer = ?6, title = ?7, duration = ?8, width = ?9, height = ?10
            WHERE id = ?1 AND unique_id GLOB 'post:*' AND kind = ?11 AND (state <> 'done' OR ?3 = 0 OR size = ?3)
                AND NOT EXISTS (SELECT 1 FROM file other WHERE other.unique_id = ?2)""";

    private ImportedPosts() {}

    /** Those of the posts that are not recorded, each once. */
    static List<ImportedPost> unknown(Sql sql, long chatId, List<ImportedPost> posts) throws SQLException {
        long channel = ChannelTable.requireRow(sql, chatId);
        Map<PostId, ImportedPost> unknown = new LinkedHashMap<>();
        for (ImportedPost post : posts) {
            PostId id = post.post().id();
            if (sql.number(KNOWN, PostKey.of(channel, id.messageId())) == 0) {
                unknown.putIfAbsent(id, post);
            }
        }
        return List.copyOf(unknown.values());
    }

    static Set<PostId> record(
            Sql sql,
            long chatId,
            List<ImportedPost> posts,
            PostTable.Page page,
            Map<PostId, byte[]> bodies,
            SelectionMatcher matcher)
            throws SQLException {
        PostTable.record(sql, chatId, page, matcher);
        long channel = ChannelTable.requireRow(sql, chatId);
        Set<PostId> recorded = new HashSet<>();
        for (ImportedPost imported : posts) {
            PostId id = imported.post().id();
            long key = PostKey.of(channel, id.messageId());
            byte[] body = bodies.get(id);
            if (body != null) {
                sql.update(PUT, key, page.at().toEpochMilli(), body);
            }
            int version = 1;
            for (ImportedPost.Earlier earlier : imported.earlier()) {
                sql.update(
                        ADD_VERSION,
                        key,
                        version++,
                        earlier.editDate().map(Instant::getEpochSecond).orElse(0L),
                        earlier.text());
            }
            sql.update(NUMBER, version, key);
            if (imported.deletedAt().isPresent()) {
                int unused = PostTable.deleted(
                        sql,
                        chatId,
                        List.of(id.messageId()),
                        imported.deletedAt().get());
            }
            recorded.add(id);
        }
        return recorded;
    }

    static Optional<byte[]> body(Sql sql, PostId id) throws SQLException {
        OptionalLong channel = ChannelTable.row(sql, id.chatId());
        if (channel.isEmpty()) {
            return Optional.empty();
        }
        Optional<byte[]> body = sql.one(
                        BODY,
                        row -> Optional.ofNullable(row.bytes("body")),
                        PostKey.of(channel.getAsLong(), id.messageId()))
                .flatMap(found -> found);
        if (body.isEmpty()) {
            return body;
        }
        try (RawCodec codec = new RawCodec()) {
            return Optional.of(codec.unpack(body.get()));
        }
    }

    static List<PendingFile> missing(Sql sql, PostId id) throws SQLException {
        OptionalLong channel = ChannelTable.row(sql, id.chatId());
        return channel.isEmpty()
                ? List.of()
                : sql.list(MISSING, ImportedPosts::readFile, PostKey.of(channel.getAsLong(), id.messageId()));
    }

    private static PendingFile readFile(SqlRow row) throws SQLException {
        return new PendingFile(
                row.number("id"),
                new PostId(row.number("chat_id"), PostKey.messageId(row.number("origin"))),
                FileMedia.read(row),
                Instant.ofEpochSecond(row.number("date")),
                row.integer("attempts"));
    }

    static boolean done(Sql sql, long file, Stored stored, Instant at) throws SQLException {
        sql.update(RELEASE, file);
        return sql.update(
                        DONE,
                        stored.size(),
                        stored.path().toString(),
                        HexFormat.of().parseHex(stored.sha256()),
                        stored.linked(),
                        at.toEpochMilli(),
                        file)
                > 0;
    }

    /**
     * Gives a file that has no identity of Telegram's, because it was imported, that of the post's file, which Telegram has
     * given now: if what is stored of it has the size of that one. Changes nothing otherwise.
     */
    static void identify(Sql sql, long file, Post post) throws SQLException {
        Media media = post.media().orElseThrow();
        if (!media.uniqueId().isEmpty()) {
            sql.update(
                    IDENTIFY,
                    file,
                    media.uniqueId(),
                    media.size(),
                    media.fileName(),
                    media.mimeType(),
                    media.performer(),
                    media.title(),
                    media.durationSeconds(),
                    media.width(),
                    media.height(),
                    media.kind().key());
        }
    }
}
