package dev.tgarchiver.tracker;

import dev.tgarchiver.model.Media;
import dev.tgarchiver.model.Post;
import dev.tgarchiver.model.PostId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The table post. */
final class PostTable {

    private static final String KNOWN = "SELECT edit_date, type, text, entities, file FROM post WHERE id = ?";
    private static final String INSERT = """
            INSERT INTO post (id, date, edit_date, type, text, entities, album, views, forwards, reply_to, author, file)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String UPDATE = """
            UPDATE post SET edit_date = ?, type = ?, text = ?, entities = ?, album = ?, views = ?, forwards = ?,
                reply_to = ?, author = ?, file = ?
            WHERE id = ?""";
    private static final String FIND = """
            SELECT p.date, p.edit_date, p.type, p.text, p.entities, p.album, p.views, p.forwards, p.reply_to, p.author,
                f.id, f.kind, f.unique_id, f.size, f.file_name, f.mime_type, f.performer, f.title, f.duration, f.width,
                f.height
            FROM post p LEFT JOIN file f ON f.id = p.file
            WHERE p.id = ?""";
    private static final String OF_FILE = """
            SELECT c.chat_id, p.message
            FROM post p JOIN channel c ON c.id = p.channel
            WHERE p.file = ?
            ORDER BY p.date, p.id""";

    private PostTable() {}

    /** What is compared to tell whether a post seen again is another one now. */
    private record Known(
            long editDate,
            String type,
            String text,
            String entities,
            @Nullable Long file) {}

    static PageResult record(Session session, long chatId, List<Post> posts, Cursor next) throws SQLException {
        long channel = ChannelTable.requireRow(session, chatId);
        int newPosts = 0;
        int newFiles = 0;
        long newBytes = 0;
        for (Post post : posts) {
            if (post.id().chatId() != chatId) {
                throw new IllegalArgumentException("post " + post.id() + " is not of channel " + chatId);
            }
            long key = PostKey.of(channel, post.id().messageId());
            Optional<Known> known = session.one(KNOWN, PostTable::readKnown, key);
            if (known.isPresent() && seconds(post.editDate()) < known.get().editDate()) {
                // An answer that was on its way while the edited post came.
                continue;
            }
            FileTable.Found file = FileTable.NO_FILE;
            if (post.media().isPresent()) {
                file = FileTable.findOrAdd(session, post, post.media().get(), key);
            }
            if (file.added()) {
                newFiles++;
                newBytes += post.media().map(Media::size).orElse(0L);
            }
            if (known.isEmpty()) {
                newPosts++;
                insert(session, key, post, file.id());
                FileTable.gained(session, file, key);
            } else if (isEdited(known.get(), post, file.id())) {
                update(session, key, post, file.id());
                FileTable.gained(session, file, key);
                FileTable.left(session, known.get().file(), file.id(), key);
            }
        }
        ChannelTable.move(session, channel, next);
        return new PageResult(newPosts, newFiles, newBytes);
    }

    private static boolean isEdited(Known known, Post post, @Nullable Long file) {
        // Not every edit has a date: Telegram hides that of some.
        return seconds(post.editDate()) > known.editDate()
                || !post.type().equals(known.type())
                || !post.text().equals(known.text())
                || !post.entities().equals(known.entities())
                || !Objects.equals(file, known.file());
    }

    private static void insert(Session session, long key, Post post, @Nullable Long file) throws SQLException {
        session.update(
                INSERT,
                key,
                post.date().getEpochSecond(),
                seconds(post.editDate()),
                post.type(),
                post.text(),
                post.entities(),
                post.albumId(),
                post.views(),
                post.forwards(),
                post.replyTo(),
                post.author(),
                file);
    }

    private static void update(Session session, long key, Post post, @Nullable Long file) throws SQLException {
        session.update(
                UPDATE,
                seconds(post.editDate()),
                post.type(),
                post.text(),
                post.entities(),
                post.albumId(),
                post.views(),
                post.forwards(),
                post.replyTo(),
                post.author(),
                file,
                key);
    }

    static Optional<Post> find(Session session, PostId id) throws SQLException {
        OptionalLong channel = ChannelTable.row(session, id.chatId());
        if (channel.isEmpty()) {
            return Optional.empty();
        }
        return session.one(FIND, row -> read(id, row), PostKey.of(channel.getAsLong(), id.messageId()));
    }

    static List<PostId> ofFile(Session session, long file) throws SQLException {
        return session.list(OF_FILE, row -> new PostId(row.getLong(1), row.getLong(2)), file);
    }

    private static Known readKnown(ResultSet row) throws SQLException {
        long file = row.getLong(5);
        return new Known(
                row.getLong(1), row.getString(2), row.getString(3), row.getString(4), row.wasNull() ? null : file);
    }

    private static Post read(PostId id, ResultSet row) throws SQLException {
        row.getLong(11);
        Optional<Media> media = row.wasNull() ? Optional.empty() : Optional.of(FileTable.readMedia(row, 12));
        long editDate = row.getLong(2);
        return new Post(
                id,
                Instant.ofEpochSecond(row.getLong(1)),
                editDate == 0 ? Optional.empty() : Optional.of(Instant.ofEpochSecond(editDate)),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getLong(6),
                row.getInt(7),
                row.getInt(8),
                row.getLong(9),
                row.getString(10),
                media);
    }

    private static long seconds(Optional<Instant> date) {
        return date.map(Instant::getEpochSecond).orElse(0L);
    }
}
