package dev.tgarchiver.tracker.sqlite.file;

import dev.tgarchiver.model.RelativePath;
import dev.tgarchiver.model.Stored;
import dev.tgarchiver.tracker.file.FilePlace;
import dev.tgarchiver.tracker.file.PlaceState;
import dev.tgarchiver.tracker.file.ReturnedFile;
import dev.tgarchiver.tracker.sqlite.database.Decoded;
import dev.tgarchiver.tracker.sqlite.database.Sql;
import dev.tgarchiver.tracker.sqlite.database.SqlRow;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The places of files, and what becomes of files that are in the archive, or were. */
public final class FilePlaces {

    /** A file that was found missing has no worker: this marks its place as a former one. */
    public static final String PLACE =
            "CASE WHEN f.state = 'done' THEN 'KEPT' WHEN f.state = 'removed' OR f.worker IS NULL THEN 'FORMER' ELSE 'OWED' END AS place";

    private static final String PLACES = "SELECT f.id, f.path, f.size, " + PLACE
            + " FROM file f WHERE f.id > ? AND f.path IS NOT NULL ORDER BY f.id LIMIT ?";

    private static final String REMOVE = """
            UPDATE file SET state = 'removed', cause = '', reason = '', due = 0, rounds = 0, retry_at = 0, linked = 0,
                changed_at = ?
            WHERE id = ? AND path IS NOT NULL AND state <> 'removed'""";

    private static final String WANT_AGAIN = """
            UPDATE file SET state = iif(wanted, 'pending', 'skipped'), cause = skip, reason = '', attempts = 0, due = 0,
                rounds = 0, retry_at = 0, linked = 0, worker = NULL
            FROM (SELECT min(h.skip) AS skip, min(h.skip) = '' AS wanted FROM file_post h WHERE h.file = ?1)
            WHERE id = ?1 AND state <> 'pending' AND skip IS NOT NULL""";

    /** Files of the archive are repaired, whatever the current selection is. */
    private static final String WANT_TO_REPLACE = """
            UPDATE post SET skip = ''
            WHERE file = ?1 AND skip <> '' AND EXISTS (
                SELECT 1 FROM file WHERE id = ?1 AND path IS NOT NULL AND worker IS NOT NULL AND state <> 'removed')""";

    private static final String WANT_ATTACHMENT = """
            UPDATE attachment SET skip = ''
            WHERE file = ?1 AND skip <> '' AND EXISTS (
                SELECT 1 FROM file WHERE id = ?1 AND path IS NOT NULL AND worker IS NOT NULL AND state <> 'removed')""";

    private static final String REPLACE = """
            UPDATE file SET state = 'pending', cause = '', reason = '', attempts = 0, due = 0, rounds = 0, retry_at = 0,
                linked = 0
            WHERE id = ?1 AND path IS NOT NULL AND worker IS NOT NULL AND state <> 'removed'
                AND EXISTS (SELECT 1 FROM file_post h WHERE h.file = ?1)""";

    private static final String TAKE_IN = """
            UPDATE file SET state = 'done', cause = '', reason = '', attempts = 0, due = 0, rounds = 0, retry_at = 0,
                linked = ?, changed_at = ?, worker = coalesce(worker, 'verify')
            WHERE id = ? AND state <> 'done' AND path = ? AND sha256 = ?""";

    private static final String VACATE =
            "UPDATE file SET worker = NULL WHERE id = ? AND path IS NOT NULL AND state IN ('pending', 'failed', 'skipped')";

    private static final String TO_REPLACE = """
            SELECT f.path, f.size, f.sha256, f.linked FROM file f
            WHERE f.id = ? AND f.state = 'pending' AND f.path IS NOT NULL AND f.worker IS NOT NULL""";

    private static final String MOVE = "UPDATE file SET path = ? WHERE id = ? AND path IS NOT NULL";

    private FilePlaces() {}

    public static List<FilePlace> places(Sql sql, long file, int limit) throws SQLException {
        return sql.list(PLACES, FilePlaces::readPlace, file, limit);
    }

    /** Reads the columns id, path, size and {@link #PLACE}. */
    public static FilePlace readPlace(SqlRow row) throws SQLException {
        return new FilePlace(
                row.number("id"), Decoded.path(row, "path"), row.number("size"), PlaceState.valueOf(row.text("place")));
    }

    public static int remove(Sql sql, Collection<Long> files, Instant at) throws SQLException {
        int removed = 0;
        for (long file : files) {
            FileTable.passBytesOn(sql, file);
            removed += sql.update(REMOVE, at.toEpochMilli(), file);
        }
        return removed;
    }

    public static int wantAgain(Sql sql, Collection<Long> files) throws SQLException {
        int wanted = 0;
        for (long file : files) {
            FileTable.passBytesOn(sql, file);
            wanted += sql.update(WANT_AGAIN, file);
        }
        return wanted;
    }

    public static int replace(Sql sql, Collection<Long> files) throws SQLException {
        int wanted = 0;
        for (long file : files) {
            FileTable.passBytesOn(sql, file);
            sql.update(WANT_TO_REPLACE, file);
            sql.update(WANT_ATTACHMENT, file);
            wanted += sql.update(REPLACE, file);
        }
        return wanted;
    }

    public static Optional<Stored> toReplace(Sql sql, long file) throws SQLException {
        return sql.one(
                TO_REPLACE,
                row -> new Stored(
                        Decoded.path(row, "path"),
                        row.number("size"),
                        HexFormat.of().formatHex(row.bytes("sha256")),
                        row.flag("linked")),
                file);
    }

    public static int takeIn(Sql sql, Collection<ReturnedFile> files, Instant at) throws SQLException {
        int taken = 0;
        for (ReturnedFile file : files) {
            taken += sql.update(
                    TAKE_IN,
                    file.linked(),
                    at.toEpochMilli(),
                    file.id(),
                    file.path().toString(),
                    HexFormat.of().parseHex(file.sha256()));
        }
        return taken;
    }

    public static void vacate(Sql sql, Collection<Long> files) throws SQLException {
        for (long file : files) {
            sql.update(VACATE, file);
        }
    }

    public static void move(Sql sql, Map<Long, RelativePath> paths) throws SQLException {
        for (Map.Entry<Long, RelativePath> file : paths.entrySet()) {
            sql.update(MOVE, file.getValue().toString(), file.getKey());
        }
    }
}
