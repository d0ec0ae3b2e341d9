package dev.tgarchiver.tracker.sqlite.file;

import dev.tgarchiver.model.Checksum;
import dev.tgarchiver.model.FileState;
import dev.tgarchiver.model.Stored;
import dev.tgarchiver.model.post.Media;
import dev.tgarchiver.model.post.PostId;
import dev.tgarchiver.tracker.file.FileContent;
import dev.tgarchiver.tracker.file.FileTotals;
import dev.tgarchiver.tracker.file.KnownFile;
import dev.tgarchiver.tracker.file.PlaceState;
import dev.tgarchiver.tracker.file.StoredFile;
import dev.tgarchiver.tracker.sqlite.channel.PostKey;
import dev.tgarchiver.tracker.sqlite.database.Decoded;
import dev.tgarchiver.tracker.sqlite.database.Sql;
import dev.tgarchiver.tracker.sqlite.database.SqlRow;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Reads the files that are in the archive, or were. */
public final class StoredFiles {

    private static final String STORED_COLUMNS = "SELECT f.id, c.chat_id, f.origin, " + FileMedia.COLUMNS
            + ", f.date, f.path, f.sha256, f.linked, f.changed_at, coalesce(f.worker, '') AS worker";

    private static final String DONE_ROWS = STORED_COLUMNS + " FROM file f JOIN channel c ON c.id = f.origin >> 32 ";

    private static final String DONE_BY_SHA256 = DONE_ROWS + "WHERE f.sha256 = ? AND f.state = 'done' ORDER BY f.id";

    private static final String DONE_AFTER = DONE_ROWS + "WHERE f.id > ? AND f.state = 'done' ORDER BY f.id LIMIT ?";

    private static final String DONE_BY_ID = DONE_ROWS + "WHERE f.id = ? AND f.state = 'done'";

    private static final String KNOWN = STORED_COLUMNS + ", " + FilePlaces.PLACE + ", f.state, f.reason"
            + " FROM file f JOIN channel c ON c.id = f.origin >> 32"
            + " WHERE f.id = ? AND f.path IS NOT NULL AND f.sha256 IS NOT NULL";

    private static final String CONTENTS = "SELECT f.id, c.chat_id, f.path, f.size, f.sha256, " + FilePlaces.PLACE
            + " FROM file f JOIN channel c ON c.id = f.origin >> 32"
            + " WHERE f.id > ? AND f.path IS NOT NULL AND f.sha256 IS NOT NULL ORDER BY f.id LIMIT ?";

    private static final String NOT_DONE_CONTENTS =
            "SELECT count(*) AS files, coalesce(sum(size), 0) AS bytes FROM file"
                    + " WHERE id > 0 AND path IS NOT NULL AND sha256 IS NOT NULL AND state <> 'done'";

    private StoredFiles() {}

    public static Optional<StoredFile> done(Sql sql, long file) throws SQLException {
        return sql.one(DONE_BY_ID, StoredFiles::read, file);
    }

    public static List<StoredFile> doneAfter(Sql sql, long file, int limit) throws SQLException {
        return sql.list(DONE_AFTER, StoredFiles::read, file, limit);
    }

    public static List<StoredFile> doneWithBytes(Sql sql, String sha256) throws SQLException {
        return sql.list(
                DONE_BY_SHA256, StoredFiles::read, (Object) HexFormat.of().parseHex(sha256));
    }

    public static Optional<KnownFile> known(Sql sql, long file) throws SQLException {
        return sql.one(
                KNOWN,
                row -> new KnownFile(
                        read(row),
                        PlaceState.valueOf(row.text("place")),
                        FileState.of(row.text("state")),
                        row.text("reason")),
                file);
    }

    public static List<FileContent> contents(Sql sql, long file, int limit) throws SQLException {
        return sql.list(
                CONTENTS,
                row -> new FileContent(
                        row.number("id"),
                        row.number("chat_id"),
                        Decoded.path(row, "path"),
                        new Checksum(row.number("size"), HexFormat.of().formatHex(row.bytes("sha256"))),
                        PlaceState.valueOf(row.text("place"))),
                file,
                limit);
    }

    public static FileTotals notDoneContents(Sql sql) throws SQLException {
        return sql.one(NOT_DONE_CONTENTS, row -> new FileTotals(row.number("files"), row.number("bytes")))
                .orElse(FileTotals.NONE);
    }

    private static StoredFile read(SqlRow row) throws SQLException {
        Media media = FileMedia.read(row);
        Stored stored = new Stored(
                Decoded.path(row, "path"),
                media.size(),
                HexFormat.of().formatHex(row.bytes("sha256")),
                row.flag("linked"));
        return new StoredFile(
                row.number("id"),
                new PostId(row.number("chat_id"), PostKey.messageId(row.number("origin"))),
                media,
                Instant.ofEpochSecond(row.number("date")),
                stored,
                Instant.ofEpochMilli(row.number("changed_at")),
                row.text("worker"));
    }
}
