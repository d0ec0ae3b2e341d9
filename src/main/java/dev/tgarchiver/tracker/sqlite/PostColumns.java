package dev.tgarchiver.tracker.sqlite;

import dev.tgarchiver.model.post.Post;
import dev.tgarchiver.model.post.PostDetail;
import dev.tgarchiver.model.post.PostId;
import dev.tgarchiver.model.post.PostThread;
import dev.tgarchiver.tracker.sqlite.database.Sql;
import dev.tgarchiver.tracker.sqlite.database.SqlRow;
import dev.tgarchiver.tracker.sqlite.post.ReactionText;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The columns of a post that are read from its raw message. */
record PostColumns(
        long editDate,
        String type,
        String text,
        String entities,
        long album,
        int views,
        int forwards,
        long replyTo,
        String author,
        long sender,
        long topic,
        PostThread thread,
        int replies,
        String reactions) {

    /** Of the table post, whose name in the statement is p. */
    static final String COLUMNS = """
            p.edit_date, p.type, p.text, p.entities, p.album, p.views, p.forwards, p.reply_to, p.author, p.sender,
                p.topic, p.thread, p.source_chat, p.source_message, p.replies, p.reactions""";

    private static final String INSERT = """
            INSERT INTO post (edit_date, type, text, entities, album, views, forwards, reply_to, author, sender,
                topic, thread, source_chat, source_message, replies, reactions, version, file, skip, id, date)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String SET = """
            edit_date = ?, type = ?, text = ?, entities = ?, album = ?, views = ?, forwards = ?,
                reply_to = ?, author = ?, sender = ?, topic = ?, thread = ?, source_chat = ?, source_message = ?,
                replies = ?, reactions = ?,\s""";
    private static final String UPDATE = "UPDATE post SET " + SET + "file = ?, skip = ? WHERE id = ?";
    private static final String UPDATE_VERSION =
            "UPDATE post SET " + SET + "version = ?, deleted_at = 0, file = ?, skip = ? WHERE id = ?";
    private static final String COUNT = """
            UPDATE post SET edit_date = ?, views = ?, forwards = ?, replies = ?, reactions = ?, deleted_at = 0
            WHERE id = ?""";

    static PostColumns of(Post post) {
        PostDetail detail = post.detail();
        return new PostColumns(
                post.editDate().map(Instant::getEpochSecond).orElse(0L),
                post.type(),
                post.text(),
                post.entities(),
                post.albumId(),
                post.views(),
                post.forwards(),
                post.replyTo(),
                post.author(),
                detail.sender(),
                detail.topic(),
                detail.thread(),
                detail.replies(),
                ReactionText.of(detail.reactions()));
    }

    /** Reads the {@link #COLUMNS}. */
    static PostColumns read(SqlRow row) throws SQLException {
        return new PostColumns(
                row.number("edit_date"),
                row.text("type"),
                row.text("text"),
                row.text("entities"),
                row.number("album"),
                row.integer("views"),
                row.integer("forwards"),
                row.number("reply_to"),
                row.text("author"),
                row.number("sender"),
                row.number("topic"),
                readThread(row),
                row.integer("replies"),
                row.text("reactions"));
    }

    /** Records a post for the first time. */
    void insert(Sql sql, long key, Instant date, int version, @Nullable Long file, String skip) throws SQLException {
        sql.update(INSERT, withValues(version, file, skip, key, date.getEpochSecond()));
    }

    /** Records a known post as Telegram has it now, so that it is not deleted. */
    void update(Sql sql, long key, int version, @Nullable Long file, String skip) throws SQLException {
        sql.update(UPDATE_VERSION, withValues(version, file, skip, key));
    }

    /** Records the counters of a known post that says what it said before. */
    void count(Sql sql, long key) throws SQLException {
        sql.update(COUNT, editDate, views, forwards, replies, reactions, key);
    }

    /** Corrects the columns, without having asked Telegram. */
    void write(Sql sql, long key, @Nullable Long file, String skip) throws SQLException {
        sql.update(UPDATE, withValues(file, skip, key));
    }

    /** The values of the {@link #COLUMNS}, and others after them. */
    private @Nullable Object[] withValues(@Nullable Object... others) {
        @Nullable
        Object[] values = {
            editDate,
            type,
            text,
            entities,
            album,
            views,
            forwards,
            replyTo,
            author,
            sender,
            topic,
            thread.root(),
            chat(thread),
            message(thread),
            replies,
            reactions,
        };
        @Nullable Object[] all = Arrays.copyOf(values, values.length + others.length);
        System.arraycopy(others, 0, all, values.length, others.length);
        return all;
    }

    /** The thread of a row with its columns. */
    static PostThread readThread(SqlRow row) throws SQLException {
        long chat = row.number("source_chat");
        return new PostThread(
                row.number("thread"),
                chat == 0 ? Optional.empty() : Optional.of(new PostId(chat, row.number("source_message"))));
    }

    private static long chat(PostThread thread) {
        return thread.discussed().map(PostId::chatId).orElse(0L);
    }

    private static long message(PostThread thread) {
        return thread.discussed().map(PostId::messageId).orElse(0L);
    }

    /** Whether a selection may judge a post with the other columns otherwise. */
    boolean isJudgedAs(PostColumns other) {
        return text.equals(other.text) && album == other.album && topic == other.topic && sender == other.sender;
    }
}
