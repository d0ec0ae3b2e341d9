package dev.tgarchiver.tracker.sqlite.file;

import dev.tgarchiver.model.post.Media;
import dev.tgarchiver.model.post.Post;
import dev.tgarchiver.model.post.PostId;
import dev.tgarchiver.tracker.sqlite.channel.ChannelTable;
import dev.tgarchiver.tracker.sqlite.channel.PostKey;
import dev.tgarchiver.tracker.sqlite.database.Sql;
import dev.tgarchiver.tracker.sqlite.database.SqlRow;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The table file: its rows, and the posts that hold them. */
public final class FileTable {

    /** The result for a post without media. */
    public static final Found NO_FILE = new Found(null, false);

    private static final String BY_UNIQUE_ID = "SELECT id FROM file WHERE unique_id = ?";

    private static final String INSERT = """
            INSERT INTO file (unique_id, origin, date, kind, size, file_name, mime_type, performer, title, duration,
                width, height)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            RETURNING id""";

    private static final String FIND_AGAIN = """
            UPDATE file SET state = 'pending', cause = '', reason = '', attempts = 0, due = 0, origin = ?2,
                date = (SELECT date FROM post WHERE id = ?2)
            WHERE id = ?1 AND state = 'skipped' AND cause = 'replaced'""";

    private static final String ADOPT = """
            UPDATE file SET origin = ?2, date = (SELECT date FROM post WHERE id = ?2)
            WHERE id = ?1
                AND NOT EXISTS (SELECT 1 FROM post p WHERE p.id = file.origin AND p.file = ?1)
                AND NOT EXISTS (SELECT 1 FROM attachment a WHERE a.post = file.origin AND a.file = ?1)""";

    private static final String PASS_ON = """
            UPDATE file SET (origin, date) = (
                    SELECT p.id, p.date FROM file_post h JOIN post p ON p.id = h.post WHERE h.file = ?1 ORDER BY p.id LIMIT 1)
            WHERE id = ?1 AND origin = ?2 AND EXISTS (SELECT 1 FROM file_post h WHERE h.file = ?1)
                AND NOT EXISTS (SELECT 1 FROM post p WHERE p.id = ?2 AND p.file = ?1)
                AND NOT EXISTS (SELECT 1 FROM attachment a WHERE a.post = ?2 AND a.file = ?1)""";

    private static final String ABANDON = """
            UPDATE file SET state = 'skipped', cause = 'replaced', reason = 'The post was edited and holds another file now.'
            WHERE id = ?1 AND state IN ('pending', 'failed') AND NOT EXISTS (SELECT 1 FROM file_post h WHERE h.file = ?1)""";

    private static final String PASS_BYTES_ON = """
            UPDATE file SET linked = 0
            WHERE id = (
                SELECT min(heir.id) FROM file heir JOIN file f ON f.sha256 = heir.sha256
                WHERE f.id = ?1 AND f.state = 'done' AND f.linked = 0 AND heir.state = 'done' AND heir.id <> ?1)
            AND linked = 1
            AND NOT EXISTS (
                SELECT 1 FROM file owner
                WHERE owner.sha256 = file.sha256 AND owner.state = 'done' AND owner.linked = 0 AND owner.id <> ?1)""";

    private static final String NAME_AGAIN = """
            UPDATE file SET state = 'pending', cause = '', reason = '', attempts = 0, due = 0, rounds = 0, retry_at = 0,
                linked = 0, worker = iif(state = 'removed', NULL, worker)
            WHERE id = ? AND state <> 'done'""";

    private static final String REPOINT = "UPDATE file SET (origin, date) = (SELECT id, date FROM post WHERE id = ?1)"
            + " WHERE id = ?2 AND (EXISTS (SELECT 1 FROM post p WHERE p.id = ?1 AND p.file = ?2)"
            + " OR EXISTS (SELECT 1 FROM attachment a WHERE a.post = ?1 AND a.file = ?2))";

    private FileTable() {}

    /** The file of a post's media, and whether it is new. */
    public record Found(@Nullable Long id, boolean added) {}

    public static Found findOrAdd(Sql sql, Post post, Media media, long origin) throws SQLException {
        String uniqueId = FileMedia.identity(post, media);
        Optional<Long> known = sql.one(BY_UNIQUE_ID, SqlRow::number, uniqueId);
        if (known.isPresent()) {
            return new Found(known.get(), false);
        }
        long id = sql.number(
                INSERT,
                uniqueId,
                origin,
                post.date().getEpochSecond(),
                media.kind().key(),
                media.size(),
                media.fileName(),
                media.mimeType(),
                media.performer(),
                media.title(),
                media.durationSeconds(),
                media.width(),
                media.height());
        return new Found(id, true);
    }

    /** Notes that a post holds the file: a file without posts gets an origin again, and can be fetched. */
    public static void gained(Sql sql, Found file, long post) throws SQLException {
        if (file.id() != null && !file.added()) {
            sql.update(FIND_AGAIN, file.id(), post);
            sql.update(ADOPT, file.id(), post);
        }
    }

    /** Notes that a post holds another file, or none: its former file needs another origin to be fetched. */
    public static void left(Sql sql, @Nullable Long former, @Nullable Long now, long post) throws SQLException {
        if (former != null && !former.equals(now)) {
            sql.update(PASS_ON, former, post);
            sql.update(ABANDON, former);
        }
    }

    /** Makes a file that a user has named pending, unless it is in the archive: as if never tried. */
    public static void name(Sql sql, long file) throws SQLException {
        sql.update(NAME_AGAIN, file);
    }

    /** Takes the bytes from the file: they then belong to another file that is linked to them, if there is one. */
    public static void passBytesOn(Sql sql, long file) throws SQLException {
        sql.update(PASS_BYTES_ON, file);
    }

    public static boolean changeOrigin(Sql sql, long file, PostId post) throws SQLException {
        long channel = ChannelTable.requireRow(sql, post.chatId());
        return sql.update(REPOINT, PostKey.of(channel, post.messageId()), file) > 0;
    }
}
