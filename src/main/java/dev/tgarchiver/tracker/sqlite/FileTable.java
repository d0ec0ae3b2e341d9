package dev.tgarchiver.tracker.sqlite;

import dev.tgarchiver.model.Checksum;
import dev.tgarchiver.model.FileState;
import dev.tgarchiver.model.Media;
import dev.tgarchiver.model.Post;
import dev.tgarchiver.model.PostId;
import dev.tgarchiver.model.RelativePath;
import dev.tgarchiver.model.Stored;
import dev.tgarchiver.tracker.FailedFile;
import dev.tgarchiver.tracker.FileContent;
import dev.tgarchiver.tracker.FilePlace;
import dev.tgarchiver.tracker.FileTotals;
import dev.tgarchiver.tracker.KnownFile;
import dev.tgarchiver.tracker.PlaceState;
import dev.tgarchiver.tracker.Retryable;
import dev.tgarchiver.tracker.ReturnedFile;
import dev.tgarchiver.tracker.StoredFile;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The table file: its rows and their states. */
public final class FileTable {

    /** The result for a post without media. */
    static final Found NO_FILE = new Found(null, false);

    private static final String OWN_IDENTITY = "post:";

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
            WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM post WHERE post.id = file.origin AND post.file = file.id)""";
    private static final String PASS_ON = """
            UPDATE file SET (origin, date) = (SELECT id, date FROM post WHERE file = ?1 ORDER BY id LIMIT 1)
            WHERE id = ?1 AND origin = ?2 AND EXISTS (SELECT 1 FROM post WHERE file = ?1)""";
    private static final String ABANDON = """
            UPDATE file SET state = 'skipped', cause = 'replaced', reason = 'The post was edited and holds another file now.'
            WHERE id = ?1 AND state IN ('pending', 'failed') AND NOT EXISTS (SELECT 1 FROM post WHERE file = ?1)""";

    private static final String MEDIA = """
            f.kind, f.unique_id, f.size, f.file_name, f.mime_type, f.performer, f.title, f.duration, f.width,
                f.height""";
    private static final String STORED_COLUMNS = "SELECT f.id, c.chat_id, f.origin, " + MEDIA
            + ", f.date, f.path, f.sha256, f.linked, f.changed_at, coalesce(f.worker, '')";
    private static final String DONE_ROWS = STORED_COLUMNS + " FROM file f JOIN channel c ON c.id = f.origin >> 32 ";
    private static final String DONE_BY_SHA256 = DONE_ROWS + "WHERE f.sha256 = ? AND f.state = 'done' ORDER BY f.id";
    private static final String DONE_AFTER = DONE_ROWS + "WHERE f.id > ? AND f.state = 'done' ORDER BY f.id LIMIT ?";
    private static final String DONE_BY_ID = DONE_ROWS + "WHERE f.id = ? AND f.state = 'done'";

    /** A file that was found missing has no worker: this marks its place as a former one. */
    static final String PLACE_STATE =
            "CASE WHEN f.state = 'done' THEN 'KEPT' WHEN f.state = 'removed' OR f.worker IS NULL THEN 'FORMER' ELSE 'OWED' END";

    private static final String KNOWN = STORED_COLUMNS + ", " + PLACE_STATE + ", f.state, f.reason"
            + " FROM file f JOIN channel c ON c.id = f.origin >> 32"
            + " WHERE f.id = ? AND f.path IS NOT NULL AND f.sha256 IS NOT NULL";
    private static final String CONTENTS = "SELECT f.id, c.chat_id, f.path, f.size, f.sha256, " + PLACE_STATE
            + " FROM file f JOIN channel c ON c.id = f.origin >> 32"
            + " WHERE f.id > ? AND f.path IS NOT NULL AND f.sha256 IS NOT NULL ORDER BY f.id LIMIT ?";
    private static final String NOT_DONE_CONTENTS = "SELECT count(*), coalesce(sum(size), 0) FROM file"
            + " WHERE id > 0 AND path IS NOT NULL AND sha256 IS NOT NULL AND state <> 'done'";
    private static final String FAILED =
            "SELECT f.id, c.chat_id, f.origin, " + MEDIA + ", f.attempts, f.cause, f.reason, f.changed_at, f.retry_at"
                    + " FROM file f JOIN channel c ON c.id = f.origin >> 32"
                    + " WHERE f.state = 'failed' AND f.origin BETWEEN ? AND ? ORDER BY f.origin LIMIT ?";

    private static final String DONE = """
            UPDATE file SET state = 'done', size = ?, path = ?, sha256 = ?, linked = ?, changed_at = ?, worker = ?,
                cause = '', reason = '', due = 0, rounds = 0, retry_at = 0
            WHERE id = ?""";
    private static final String RETRY_LATER =
            "UPDATE file SET attempts = attempts + 1, due = ?, reason = ? WHERE id = ? AND state = 'pending'";
    private static final String POSTPONE = "UPDATE file SET due = ? WHERE id = ? AND state = 'pending'";
    private static final String DUE_AFTER = """
            SELECT DISTINCT p.file FROM channel CROSS JOIN pending p ON p.channel = channel.id
            WHERE p.due > 0 AND p.due > ?""";
    private static final String HASTEN = "UPDATE file SET due = 0 WHERE id = ? AND state = 'pending' AND due > ?";
    private static final String ROUNDS = "SELECT rounds FROM file WHERE id = ? AND state = 'pending'";
    private static final String FAIL = """
            UPDATE file SET state = 'failed', cause = ?, reason = ?, attempts = attempts + 1, due = 0, changed_at = ?,
                rounds = ?, retry_at = ?
            WHERE id = ? AND state = 'pending'""";
    private static final String SKIP = """
            UPDATE file SET state = 'skipped', cause = ?, reason = ?, due = 0, changed_at = ?
            WHERE id = ? AND state = 'pending'""";
    private static final String REMOVE = """
            UPDATE file SET state = 'removed', cause = '', reason = '', due = 0, rounds = 0, retry_at = 0, linked = 0,
                changed_at = ?
            WHERE id = ? AND path IS NOT NULL AND state <> 'removed'""";
    private static final String WANT_AGAIN = """
            UPDATE file SET state = iif(wanted, 'pending', 'skipped'), cause = skip, reason = '', attempts = 0, due = 0,
                rounds = 0, retry_at = 0, linked = 0, worker = NULL
            FROM (SELECT min(skip) AS skip, min(skip) = '' AS wanted FROM post WHERE file = ?1)
            WHERE id = ?1 AND state <> 'pending' AND skip IS NOT NULL""";

    private static final String NAME_AGAIN = """
            UPDATE file SET state = 'pending', cause = '', reason = '', attempts = 0, due = 0, rounds = 0, retry_at = 0,
                linked = 0, worker = iif(state = 'removed', NULL, worker)
            WHERE id = ? AND state <> 'done'""";

    /** Files of the archive are repaired, whatever the current selection is. */
    private static final String WANT_TO_REPLACE = """
            UPDATE post SET skip = ''
            WHERE file = ?1 AND skip <> '' AND EXISTS (
                SELECT 1 FROM file WHERE id = ?1 AND path IS NOT NULL AND worker IS NOT NULL AND state <> 'removed')""";

    private static final String REPLACE = """
            UPDATE file SET state = 'pending', cause = '', reason = '', attempts = 0, due = 0, rounds = 0, retry_at = 0,
                linked = 0
            WHERE id = ?1 AND path IS NOT NULL AND worker IS NOT NULL AND state <> 'removed'
                AND EXISTS (SELECT 1 FROM post WHERE file = ?1)""";
    private static final String TAKE_IN = """
            UPDATE file SET state = 'done', cause = '', reason = '', attempts = 0, due = 0, rounds = 0, retry_at = 0,
                linked = ?, changed_at = ?, worker = coalesce(worker, 'verify')
            WHERE id = ? AND state <> 'done' AND path = ? AND sha256 = ?""";
    private static final String VACATE =
            "UPDATE file SET worker = NULL WHERE id = ? AND path IS NOT NULL AND state IN ('pending', 'failed', 'skipped')";
    private static final String TO_REPLACE = """
            SELECT f.path, f.size, f.sha256, f.linked FROM file f
            WHERE f.id = ? AND f.state = 'pending' AND f.path IS NOT NULL AND f.worker IS NOT NULL""";
    private static final String PASS_BYTES_ON = """
            UPDATE file SET linked = 0
            WHERE id = (
                SELECT min(heir.id) FROM file heir JOIN file f ON f.sha256 = heir.sha256
                WHERE f.id = ?1 AND f.state = 'done' AND f.linked = 0 AND heir.state = 'done' AND heir.id <> ?1)
            AND linked = 1
            AND NOT EXISTS (
                SELECT 1 FROM file owner
                WHERE owner.sha256 = file.sha256 AND owner.state = 'done' AND owner.linked = 0 AND owner.id <> ?1)""";
    private static final String MOVE = "UPDATE file SET path = ? WHERE id = ? AND path IS NOT NULL";
    private static final String PLACES = "SELECT f.id, f.path, f.size, " + PLACE_STATE
            + " FROM file f WHERE f.id > ? AND f.path IS NOT NULL ORDER BY f.id LIMIT ?";
    private static final String FAILED_WANTED = """
            SELECT id FROM file
            WHERE state = 'failed'
                AND EXISTS (SELECT 1 FROM post WHERE post.file = file.id AND post.skip = '' AND post.id BETWEEN ? AND ?)""";
    private static final String DUE_AGAIN = """
            SELECT id FROM file
            WHERE state = 'failed' AND retry_at > 0 AND (retry_at <= ?1 OR retry_at > ?2)
                AND EXISTS (SELECT 1 FROM post WHERE post.file = file.id AND post.skip = '' AND post.id BETWEEN ?3 AND ?4)""";
    private static final String RETRY = """
            UPDATE file SET state = 'pending', cause = '', reason = '', attempts = 0, due = 0, retry_at = 0
            WHERE id = ? AND state = 'failed'""";
    private static final String RETRY_AFRESH = """
            UPDATE file SET state = 'pending', cause = '', reason = '', attempts = 0, due = 0, retry_at = 0, rounds = 0
            WHERE id = ? AND state = 'failed'""";
    private static final String RETRYABLE = """
            SELECT f.id, f.changed_at, f.retry_at, p.channel FROM file f CROSS JOIN post p ON p.file = f.id AND p.skip = ''
            WHERE f.state = 'failed' AND f.retry_at > 0""";
    private static final String REPOINT =
            "UPDATE file SET (origin, date) = (SELECT id, date FROM post WHERE id = ?1 AND file = ?2)"
                    + " WHERE id = ?2 AND EXISTS (SELECT 1 FROM post WHERE id = ?1 AND file = ?2)";

    private FileTable() {}

    /** Whether the identity was created here because Telegram gives none. */
    static boolean isOwnIdentity(String uniqueId) {
        return uniqueId.startsWith(OWN_IDENTITY);
    }

    /** The file of a post's media, and whether it is new. */
    record Found(@Nullable Long id, boolean added) {}

    static Found findOrAdd(Sql sql, Post post, Media media, long origin) throws SQLException {
        String uniqueId = media.uniqueId().isEmpty() ? OWN_IDENTITY + post.id() : media.uniqueId();
        Optional<Long> known = sql.one(BY_UNIQUE_ID, row -> row.getLong(1), uniqueId);
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
    static void gained(Sql sql, Found file, long post) throws SQLException {
        if (file.id() != null && !file.added()) {
            sql.update(FIND_AGAIN, file.id(), post);
            sql.update(ADOPT, file.id(), post);
        }
    }

    /** Notes that a post holds another file, or none: its former file needs another origin to be fetched. */
    static void left(Sql sql, @Nullable Long former, @Nullable Long now, long post) throws SQLException {
        if (former != null && !former.equals(now)) {
            sql.update(PASS_ON, former, post);
            sql.update(ABANDON, former);
        }
    }

    public static void done(Sql sql, long file, Stored stored, Instant at, String worker) throws SQLException {
        int changed = sql.update(
                DONE,
                stored.size(),
                stored.path().toString(),
                HexFormat.of().parseHex(stored.sha256()),
                stored.linked(),
                at.toEpochMilli(),
                worker,
                file);
        if (changed == 0) {
            throw new IllegalArgumentException("there is no file " + file);
        }
        RunTable.countDone(sql, stored.size());
    }

    public static void retryLater(Sql sql, long file, String reason, Instant next) throws SQLException {
        sql.update(RETRY_LATER, next.toEpochMilli(), reason, file);
    }

    public static List<Long> dueAfter(Sql sql, Instant latest) throws SQLException {
        return sql.list(DUE_AFTER, row -> row.getLong(1), latest.toEpochMilli());
    }

    public static int makeDueNow(Sql sql, Collection<Long> files, Instant latest) throws SQLException {
        int hastened = 0;
        for (long file : files) {
            hastened += sql.update(HASTEN, file, latest.toEpochMilli());
        }
        return hastened;
    }

    public static void postpone(Sql sql, long file, Instant next) throws SQLException {
        sql.update(POSTPONE, next.toEpochMilli(), file);
    }

    public static void fail(Sql sql, long file, String cause, String reason, Instant at) throws SQLException {
        Optional<Integer> rounds = sql.one(ROUNDS, row -> row.getInt(1), file);
        if (rounds.isPresent()) {
            int round = rounds.get() + 1;
            long again = RetrySchedule.next(cause, round, at)
                    .map(Instant::toEpochMilli)
                    .orElse(0L);
            sql.update(FAIL, cause, reason, at.toEpochMilli(), round, again, file);
            RunTable.countFailed(sql);
        }
    }

    public static int skip(Sql sql, Collection<Long> files, String cause, String reason, Instant at)
            throws SQLException {
        int skipped = 0;
        for (long file : files) {
            skipped += sql.update(SKIP, cause, reason, at.toEpochMilli(), file);
        }
        return skipped;
    }

    public static int remove(Sql sql, Collection<Long> files, Instant at) throws SQLException {
        int removed = 0;
        for (long file : files) {
            sql.update(PASS_BYTES_ON, file);
            removed += sql.update(REMOVE, at.toEpochMilli(), file);
        }
        return removed;
    }

    public static int wantAgain(Sql sql, Collection<Long> files) throws SQLException {
        int wanted = 0;
        for (long file : files) {
            sql.update(PASS_BYTES_ON, file);
            wanted += sql.update(WANT_AGAIN, file);
        }
        return wanted;
    }

    /** Makes a file that a user has named pending, unless it is in the archive: as if never tried. */
    static void name(Sql sql, long file) throws SQLException {
        sql.update(NAME_AGAIN, file);
    }

    public static int replace(Sql sql, Collection<Long> files) throws SQLException {
        int wanted = 0;
        for (long file : files) {
            sql.update(PASS_BYTES_ON, file);
            sql.update(WANT_TO_REPLACE, file);
            wanted += sql.update(REPLACE, file);
        }
        return wanted;
    }

    public static Optional<Stored> toReplace(Sql sql, long file) throws SQLException {
        return sql.one(
                TO_REPLACE,
                row -> new Stored(
                        Decoded.path(row, 1),
                        row.getLong(2),
                        HexFormat.of().formatHex(row.getBytes(3)),
                        row.getBoolean(4)),
                file);
    }

    public static void move(Sql sql, Map<Long, RelativePath> paths) throws SQLException {
        for (Map.Entry<Long, RelativePath> file : paths.entrySet()) {
            sql.update(MOVE, file.getValue().toString(), file.getKey());
        }
    }

    public static List<FilePlace> places(Sql sql, long file, int limit) throws SQLException {
        return sql.list(PLACES, FileTable::readPlace, file, limit);
    }

    /** Reads the columns id, path, size and {@link #PLACE_STATE}. */
    static FilePlace readPlace(ResultSet row) throws SQLException {
        return new FilePlace(
                row.getLong(1), Decoded.path(row, 2), row.getLong(3), PlaceState.valueOf(row.getString(4)));
    }

    /** Takes the bytes from the file: they then belong to another file that is linked to them, if there is one. */
    static void passBytesOn(Sql sql, long file) throws SQLException {
        sql.update(PASS_BYTES_ON, file);
    }

    public static List<FileContent> contents(Sql sql, long file, int limit) throws SQLException {
        return sql.list(
                CONTENTS,
                row -> new FileContent(
                        row.getLong(1),
                        row.getLong(2),
                        Decoded.path(row, 3),
                        new Checksum(row.getLong(4), HexFormat.of().formatHex(row.getBytes(5))),
                        PlaceState.valueOf(row.getString(6))),
                file,
                limit);
    }

    public static FileTotals notDoneContents(Sql sql) throws SQLException {
        return sql.one(NOT_DONE_CONTENTS, row -> new FileTotals(row.getLong(1), row.getLong(2)))
                .orElse(FileTotals.NONE);
    }

    public static Optional<KnownFile> known(Sql sql, long file) throws SQLException {
        return sql.one(
                KNOWN,
                row -> new KnownFile(
                        readStored(row),
                        PlaceState.valueOf(row.getString(20)),
                        FileState.of(row.getString(21)),
                        row.getString(22)),
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

    /** The failed files that a post in one of the channels wants. */
    public static Set<Long> failedOf(Sql sql, Collection<Long> chatIds) throws SQLException {
        Set<Long> files = new LinkedHashSet<>();
        for (long channel : ChannelTable.rows(sql, chatIds)) {
            files.addAll(sql.list(FAILED_WANTED, row -> row.getLong(1), PostKey.first(channel), PostKey.last(channel)));
        }
        return files;
    }

    /** Those of these files whose next round is due. */
    public static Set<Long> dueAgain(Sql sql, Collection<Long> chatIds, Instant now) throws SQLException {
        Set<Long> files = new LinkedHashSet<>();
        for (long channel : ChannelTable.rows(sql, chatIds)) {
            files.addAll(sql.list(
                    DUE_AGAIN,
                    row -> row.getLong(1),
                    now.toEpochMilli(),
                    now.plus(RetrySchedule.longest()).toEpochMilli(),
                    PostKey.first(channel),
                    PostKey.last(channel)));
        }
        return files;
    }

    /**
     * Makes failed files pending again.
     *
     * @param afresh whether to forget the failed rounds
     */
    public static int retry(Sql sql, Collection<Long> files, boolean afresh) throws SQLException {
        int retried = 0;
        for (long file : files) {
            retried += sql.update(afresh ? RETRY_AFRESH : RETRY, file);
        }
        return retried;
    }

    /** By channel, each file in the first channel that wants it. */
    public static List<Retryable> retryable(Sql sql, Collection<Long> chatIds, Instant before) throws SQLException {
        Map<Long, Retryable> byRow = new LinkedHashMap<>();
        for (long chatId : chatIds) {
            ChannelTable.row(sql, chatId)
                    .ifPresent(row -> byRow.putIfAbsent(row, new Retryable(chatId, 0, 0, Instant.MAX)));
        }
        Set<Long> counted = new HashSet<>();
        for (long[] row : sql.list(
                RETRYABLE, row -> new long[] {row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4)})) {
            if (byRow.containsKey(row[3]) && counted.add(row[0])) {
                boolean earlier = Instant.ofEpochMilli(row[1]).isBefore(before);
                byRow.computeIfPresent(row[3], (channel, known) -> known.plus(earlier, Instant.ofEpochMilli(row[2])));
            }
        }
        return byRow.values().stream().filter(channel -> channel.files() > 0).toList();
    }

    public static boolean changeOrigin(Sql sql, long file, PostId post) throws SQLException {
        long channel = ChannelTable.requireRow(sql, post.chatId());
        return sql.update(REPOINT, PostKey.of(channel, post.messageId()), file) > 0;
    }

    public static List<StoredFile> doneWithBytes(Sql sql, String sha256) throws SQLException {
        return sql.list(
                DONE_BY_SHA256, FileTable::readStored, (Object) HexFormat.of().parseHex(sha256));
    }

    public static List<StoredFile> doneAfter(Sql sql, long file, int limit) throws SQLException {
        return sql.list(DONE_AFTER, FileTable::readStored, file, limit);
    }

    public static Optional<StoredFile> done(Sql sql, long file) throws SQLException {
        return sql.one(DONE_BY_ID, FileTable::readStored, file);
    }

    public static List<FailedFile> failed(Sql sql, Collection<Long> chatIds, int limit) throws SQLException {
        List<FailedFile> failed = new ArrayList<>();
        for (long channel : ChannelTable.rows(sql, chatIds)) {
            failed.addAll(sql.list(
                    FAILED,
                    FileTable::readFailed,
                    PostKey.first(channel),
                    PostKey.last(channel),
                    limit - failed.size()));
        }
        return failed;
    }

    private static StoredFile readStored(ResultSet row) throws SQLException {
        Media media = readMedia(row, 4);
        Stored stored = new Stored(
                Decoded.path(row, 15), media.size(), HexFormat.of().formatHex(row.getBytes(16)), row.getBoolean(17));
        return new StoredFile(
                row.getLong(1),
                new PostId(row.getLong(2), PostKey.messageId(row.getLong(3))),
                media,
                Instant.ofEpochSecond(row.getLong(14)),
                stored,
                Instant.ofEpochMilli(row.getLong(18)),
                row.getString(19));
    }

    private static FailedFile readFailed(ResultSet row) throws SQLException {
        return new FailedFile(
                row.getLong(1),
                new PostId(row.getLong(2), PostKey.messageId(row.getLong(3))),
                readMedia(row, 4),
                row.getInt(14),
                row.getString(15),
                row.getString(16),
                Instant.ofEpochMilli(row.getLong(17)),
                row.getLong(18) == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(row.getLong(18))));
    }

    /** Reads the columns kind to height, of which kind is the one with the number {@code first}. */
    static Media readMedia(ResultSet row, int first) throws SQLException {
        String uniqueId = row.getString(first + 1);
        return new Media(
                Decoded.kind(row, first),
                uniqueId.startsWith(OWN_IDENTITY) ? "" : uniqueId,
                row.getLong(first + 2),
                row.getString(first + 3),
                row.getString(first + 4),
                row.getString(first + 5),
                row.getString(first + 6),
                row.getInt(first + 7),
                row.getInt(first + 8),
                row.getInt(first + 9));
    }
}
