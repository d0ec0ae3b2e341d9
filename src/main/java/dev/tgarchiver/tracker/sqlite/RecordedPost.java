package dev.tgarchiver.tracker.sqlite;

import dev.tgarchiver.tracker.sqlite.channel.PostKey;
import dev.tgarchiver.tracker.sqlite.database.Sql;
import dev.tgarchiver.tracker.sqlite.database.SqlRow;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A post as it is recorded, with its raw message.
 *
 * @param file the file that makes it one of its kind
 * @param identity that file's
 * @param attachments its other files, in their order
 * @param body the compressed raw message
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record RecordedPost(
        long key,
        PostColumns columns,
        boolean deleted,
        String skip,
        Optional<Long> file,
        Optional<String> identity,
        List<AttachmentTable.Row> attachments,
        Optional<byte[]> body) {

    private static final String NEXT = """
            SELECT p.id, %s, p.deleted_at, p.skip, p.file, f.unique_id, r.body
            FROM post p LEFT JOIN post_raw r ON r.id = p.id LEFT JOIN file f ON f.id = p.file
            WHERE p.id BETWEEN ? AND ? ORDER BY p.id LIMIT ?""".formatted(PostColumns.COLUMNS);

    /** The posts of a channel that follow one, at most {@code limit}; empty when there are no more. */
    static List<RecordedPost> after(Sql sql, long channel, long last, int limit) throws SQLException {
        List<RecordedPost> posts = sql.list(NEXT, RecordedPost::read, last + 1, PostKey.last(channel), limit);
        if (posts.isEmpty()) {
            return posts;
        }
        Map<Long, List<AttachmentTable.Row>> attachments = new HashMap<>();
        for (AttachmentTable.Row row : AttachmentTable.ofRange(
                sql, posts.get(0).key(), posts.get(posts.size() - 1).key())) {
            attachments.computeIfAbsent(row.post(), post -> new ArrayList<>()).add(row);
        }
        return posts.stream()
                .map(post -> post.with(attachments.getOrDefault(post.key(), List.of())))
                .toList();
    }

    private static RecordedPost read(SqlRow row) throws SQLException {
        return new RecordedPost(
                row.number("id"),
                PostColumns.read(row),
                row.number("deleted_at") > 0,
                row.text("skip"),
                row.optionalNumber("file"),
                row.optionalText("unique_id"),
                List.of(),
                Optional.ofNullable(row.bytes("body")));
    }

    private RecordedPost with(List<AttachmentTable.Row> rows) {
        return new RecordedPost(key, columns, deleted, skip, file, identity, rows, body);
    }
}
