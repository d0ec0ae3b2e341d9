package dev.tgarchiver.tracker.sqlite;

import dev.tgarchiver.model.post.Attachment;
import dev.tgarchiver.model.post.FileRole;
import dev.tgarchiver.model.post.Post;
import dev.tgarchiver.tracker.sqlite.database.Sql;
import dev.tgarchiver.tracker.sqlite.file.FileMedia;
import dev.tgarchiver.tracker.sqlite.file.FileTable;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

/** The table attachment: the files of posts besides the one that makes a post one of its kind. */
final class AttachmentTable {

    private static final String OF_POST = "SELECT role, position, file FROM attachment WHERE post = ?";
    private static final String ADD =
            "INSERT INTO attachment (post, role, position, file, skip) VALUES (?, ?, ?, ?, ?)";
    private static final String OF_RANGE = """
            SELECT a.post, a.role, a.position, a.file, a.skip, f.unique_id
            FROM attachment a CROSS JOIN file f ON f.id = a.file
            WHERE a.post BETWEEN ? AND ? ORDER BY a.post, a.id""";
    private static final String REMOVE_ALL = "DELETE FROM attachment WHERE post = ?";
    private static final String REMOVE = "DELETE FROM attachment WHERE post = ? AND role = ? AND position = ?";

    private static final String HELD = """
            SELECT EXISTS (SELECT 1 FROM post WHERE id = ?2 AND file = ?1)
                OR EXISTS (SELECT 1 FROM attachment WHERE post = ?2 AND file = ?1) AS held""";

    private static final String READ = """
            SELECT a.role, a.position, %s FROM attachment a JOIN file f ON f.id = a.file
            WHERE a.post = ? ORDER BY a.id""".formatted(FileMedia.COLUMNS);

    private AttachmentTable() {}

    /** A recorded attachment. */
    record Held(FileRole role, long file) {}

    /**
     * Brings a post's attachments in line with what it holds now.
     *
     * @param isNew whether the post was recorded for the first time
     */
    static void record(Sql sql, long key, Post post, boolean isNew, SelectionTable selection) throws SQLException {
        List<Attachment> attachments = of(post, selection);
        if (attachments.isEmpty() && isNew) {
            return;
        }
        Map<FileRole, Long> before = new HashMap<>();
        if (!isNew) {
            held(sql, key).forEach(held -> before.put(held.role(), held.file()));
        }
        for (Attachment attachment : attachments) {
            FileTable.Found file = FileTable.findOrAdd(sql, post, attachment.media(), key);
            Long former = before.remove(attachment.role());
            if (former != null && former.equals(file.id())) {
                continue;
            }
            if (former != null) {
                remove(sql, key, attachment.role(), former, selection);
            }
            String skip = selection.judge(post, attachment);
            sql.update(ADD, key, attachment.role().name(), attachment.role().position(), file.id(), skip);
            FileTable.gained(sql, file, key);
            selection.settle(file, skip);
        }
        for (Map.Entry<FileRole, Long> gone : before.entrySet()) {
            remove(sql, key, gone.getKey(), gone.getValue(), selection);
        }
    }

    private static void remove(Sql sql, long key, FileRole role, long file, SelectionTable selection)
            throws SQLException {
        sql.update(REMOVE, key, role.name(), role.position());
        if (sql.number(HELD, file, key) == 0) {
            FileTable.left(sql, file, null, key);
            selection.settle(file);
        }
    }

    private static List<Attachment> of(Post post, SelectionTable selection) {
        return of(post, role -> selection.wantsDerived());
    }

    /**
     * The files of a post that have rows. Files without an identity cannot be told from the main one.
     *
     * @param derived whether a derived file with this role has one
     */
    static List<Attachment> of(Post post, Predicate<FileRole> derived) {
        List<Attachment> attachments = new ArrayList<>();
        for (Attachment attachment : post.detail().attachments()) {
            boolean main = attachment.role().isMain()
                    && post.media().filter(attachment.media()::equals).isPresent();
            if (!main
                    && !attachment.media().uniqueId().isEmpty()
                    && (!attachment.role().isDerived() || derived.test(attachment.role()))) {
                attachments.add(attachment);
            }
        }
        return attachments;
    }

    static List<Held> held(Sql sql, long key) throws SQLException {
        return sql.list(
                OF_POST,
                row -> new Held(new FileRole(row.text("role"), row.integer("position")), row.number("file")),
                key);
    }

    /** A row, with the identity of its file. */
    record Row(long post, FileRole role, long file, String skip, String uniqueId) {}

    /** The rows of posts whose keys are in a range; a post's rows in their order. */
    static List<Row> ofRange(Sql sql, long from, long to) throws SQLException {
        return sql.list(
                OF_RANGE,
                row -> new Row(
                        row.number("post"),
                        new FileRole(row.text("role"), row.integer("position")),
                        row.number("file"),
                        row.text("skip"),
                        row.text("unique_id")),
                from,
                to);
    }

    /**
     * Replaces all rows of a post. The states of the files stay; the caller brings them in line.
     *
     * @param judgeAgain whether files are judged that were judged before
     * @return the files that the rows hold now
     */
    static List<FileTable.Found> replace(
            Sql sql,
            long key,
            List<Row> before,
            Post post,
            List<Attachment> now,
            SelectionTable selection,
            boolean judgeAgain)
            throws SQLException {
        Map<FileRole, Row> rows = new HashMap<>();
        before.forEach(row -> rows.put(row.role(), row));
        sql.update(REMOVE_ALL, key);
        List<FileTable.Found> files = new ArrayList<>();
        for (Attachment attachment : now) {
            Row former = rows.get(attachment.role());
            FileTable.Found file = FileTable.findOrAdd(sql, post, attachment.media(), key);
            String skip = former == null || judgeAgain || !Objects.equals(former.file(), file.id())
                    ? selection.judge(post, attachment)
                    : former.skip();
            sql.update(ADD, key, attachment.role().name(), attachment.role().position(), file.id(), skip);
            files.add(file);
        }
        return files;
    }

    /** The attachments of a post in the order in which they were recorded. */
    static List<Attachment> read(Sql sql, long key) throws SQLException {
        return sql.list(
                READ,
                row -> new Attachment(new FileRole(row.text("role"), row.integer("position")), FileMedia.read(row)),
                key);
    }
}
