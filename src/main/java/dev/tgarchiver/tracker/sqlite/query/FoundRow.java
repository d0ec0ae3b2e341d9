package dev.tgarchiver.tracker.sqlite.query;

import dev.tgarchiver.model.FileState;
import dev.tgarchiver.model.post.PostId;
import dev.tgarchiver.post.RawCodec;
import dev.tgarchiver.tracker.query.FoundPost;
import dev.tgarchiver.tracker.sqlite.channel.PostKey;
import dev.tgarchiver.tracker.sqlite.database.SqlRow;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** The columns of a found post, and its row's key. */
record FoundRow(long key, FoundPost post) {

    /** Of the table post, whose name in the statement is p. */
    static final String COLUMNS = """
            p.id, p.date, p.edit_date, p.deleted_at, p.version, p.type, p.sender, p.topic, p.text, p.entities, p.author,
                p.views, p.forwards, p.replies, p.reactions, s.name AS sender_name, f.kind, f.file_name, f.performer,
                f.title, f.size, f.state, f.path""";

    static final String BODY = ", r.body";

    /** What is joined to p for these columns. */
    static final String JOINS = " LEFT JOIN file f ON f.id = p.file LEFT JOIN peer s ON s.id = p.sender";

    static final String JOIN_BODY = " LEFT JOIN post_raw r ON r.id = p.id";

    /** Whether a post follows another one in the order newest first. */
    static int newestFirst(FoundRow one, FoundRow other) {
        int byDate = other.post.date().compareTo(one.post.date());
        return byDate != 0 ? byDate : Long.compare(other.key, one.key);
    }

    /**
     * Reads the columns.
     *
     * @param chats the channels' chat ids by their rows
     * @param codec for the raw message; empty when it was not asked for
     */
    static FoundRow read(SqlRow row, Map<Long, Long> chats, Optional<RawCodec> codec) throws SQLException {
        long key = row.number("id");
        Optional<byte[]> message = Optional.empty();
        if (codec.isPresent()) {
            message = Optional.ofNullable(row.bytes("body")).flatMap(body -> unpack(codec.get(), body));
        }
        return new FoundRow(
                key,
                new FoundPost(
                        new PostId(chats.getOrDefault(PostKey.channel(key), 0L), PostKey.messageId(key)),
                        Instant.ofEpochSecond(row.number("date")),
                        positive(row.number("edit_date")).map(Instant::ofEpochSecond),
                        positive(row.number("deleted_at")).map(Instant::ofEpochMilli),
                        row.integer("version"),
                        row.text("type"),
                        row.number("sender"),
                        row.optionalText("sender_name").orElse(""),
                        row.number("topic"),
                        row.text("text"),
                        row.text("entities"),
                        row.text("author"),
                        new FoundPost.Counters(
                                row.integer("views"),
                                row.integer("forwards"),
                                row.integer("replies"),
                                row.text("reactions")),
                        file(row),
                        message));
    }

    private static Optional<byte[]> unpack(RawCodec codec, byte[] body) {
        try {
            return Optional.of(codec.unpack(body));
        } catch (IllegalArgumentException e) {
            // It is damaged. A reindex names it; its columns are read.
            return Optional.empty();
        }
    }

    private static Optional<FoundPost.File> file(SqlRow row) throws SQLException {
        Optional<String> kind = row.optionalText("kind");
        if (kind.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new FoundPost.File(
                kind.get(),
                row.text("file_name"),
                row.text("performer"),
                row.text("title"),
                row.number("size"),
                FileState.of(row.text("state")),
                row.optionalText("path")));
    }

    private static Optional<Long> positive(long number) {
        return number > 0 ? Optional.of(number) : Optional.empty();
    }
}
