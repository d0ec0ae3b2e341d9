package dev.tgarchiver.tracker.sqlite;

import dev.tgarchiver.model.post.FileRole;
import dev.tgarchiver.model.post.Media;
import dev.tgarchiver.tracker.sqlite.channel.PostKey;
import dev.tgarchiver.tracker.sqlite.database.Sql;
import dev.tgarchiver.tracker.sqlite.database.SqlRow;
import dev.tgarchiver.tracker.sqlite.file.FileMedia;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A post with one of its files.
 *
 * @param skip the criterion that the file does not meet
 * @param role empty for the file that is in the post's row
 */
record FileInPost(
        long id,
        Instant date,
        String text,
        long album,
        long topic,
        long sender,
        String skip,
        String role,
        int position,
        long file,
        Media media) {

    private static final String COLUMNS = """
            SELECT p.id, p.date, p.text, p.album, p.topic, p.sender, p.skip, '' AS role, 0 AS position, p.file, %s
            FROM post p CROSS JOIN file f ON f.id = p.file\s""".formatted(FileMedia.COLUMNS);
    private static final String ATTACHED = """
            SELECT p.id, p.date, p.text, p.album, p.topic, p.sender, a.skip, a.role, a.position, a.file, %s
            FROM attachment a CROSS JOIN post p ON p.id = a.post CROSS JOIN file f ON f.id = a.file
            WHERE a.post BETWEEN ? AND ? ORDER BY a.post""".formatted(FileMedia.COLUMNS);
    private static final String NEXT = COLUMNS + "WHERE p.id BETWEEN ? AND ? ORDER BY p.id";
    private static final String ALBUM = COLUMNS + "WHERE p.id BETWEEN ? AND ? AND p.album = ? ORDER BY p.id";
    private static final String JUDGE = "UPDATE post SET skip = ? WHERE id = ? AND skip = ?";
    private static final String JUDGE_ATTACHMENT =
            "UPDATE attachment SET skip = ? WHERE post = ? AND skip = ? AND role = ? AND position = ?";

    /** The posts with these keys, each with its files. */
    static List<FileInPost> between(Sql sql, long first, long last) throws SQLException {
        List<FileInPost> files = new ArrayList<>(sql.list(NEXT, FileInPost::read, first, last));
        files.addAll(sql.list(ATTACHED, FileInPost::read, first, last));
        return files;
    }

    /** The posts of an album around a key, each with the file that is in its row. */
    static List<FileInPost> ofAlbum(Sql sql, long key, long album) throws SQLException {
        return sql.list(ALBUM, FileInPost::read, key - PostTable.ALBUM_REACH, key + PostTable.ALBUM_REACH, album);
    }

    /** What a selection chooses by. */
    SelectionMatcher.Candidate candidate(String caption) {
        FileRole fileRole = role.isEmpty() ? FileRole.main(media.kind()) : new FileRole(role, position);
        return new SelectionMatcher.Candidate(PostKey.messageId(id), date, topic, sender, media, fileRole, caption);
    }

    /** Writes another verdict, unless the post was changed meanwhile; returns whether it did. */
    boolean judge(Sql sql, String verdict) throws SQLException {
        int changed = role.isEmpty()
                ? sql.update(JUDGE, verdict, id, skip)
                : sql.update(JUDGE_ATTACHMENT, verdict, id, skip, role, position);
        return changed > 0;
    }

    private static FileInPost read(SqlRow row) throws SQLException {
        return new FileInPost(
                row.number("id"),
                Instant.ofEpochSecond(row.number("date")),
                row.text("text"),
                row.number("album"),
                row.number("topic"),
                row.number("sender"),
                row.text("skip"),
                row.text("role"),
                row.integer("position"),
                row.number("file"),
                FileMedia.read(row));
    }
}
