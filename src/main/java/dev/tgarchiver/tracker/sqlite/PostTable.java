package dev.tgarchiver.tracker.sqlite;

import dev.tgarchiver.model.FileState;
import dev.tgarchiver.model.Post;
import dev.tgarchiver.model.PostId;
import dev.tgarchiver.tracker.FileTotals;
import dev.tgarchiver.tracker.IdRange;
import dev.tgarchiver.tracker.PageResult;
import dev.tgarchiver.tracker.PostStatus;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The table post. */
public final class PostTable {

    private static final String KNOWN = "SELECT edit_date, type, text, entities, file FROM post WHERE id = ?";
    private static final String INSERT = """
            INSERT INTO post (id, date, edit_date, type, text, entities, album, views, forwards, reply_to, author, file,
                skip)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String UPDATE = """
            UPDATE post SET edit_date = ?, type = ?, text = ?, entities = ?, album = ?, views = ?, forwards = ?,
                reply_to = ?, author = ?, file = ?, skip = ?
            WHERE id = ?""";
    private static final String FIND = """
            SELECT p.date, p.edit_date, p.type, p.text, p.entities, p.album, p.views, p.forwards, p.reply_to, p.author,
                p.file, %s
            FROM post p LEFT JOIN file f ON f.id = p.file
            WHERE p.id = ?""".formatted(FileMedia.COLUMNS);
    private static final String OF_FILE = """
            SELECT c.chat_id, p.message
            FROM post p JOIN channel c ON c.id = p.channel
            WHERE p.file = ?
            ORDER BY p.date, p.id""";

    private static final String FILE_OF = """
            SELECT p.file FROM channel c CROSS JOIN post p ON p.id = (c.id << 32) + ?2
            WHERE c.chat_id = ?1 AND p.file IS NOT NULL""";

    private static final String STANDINGS = """
            SELECT p.id, p.edit_date, f.unique_id, f.kind, f.file_name, f.size, f.state, f.cause, f.reason
            FROM post p LEFT JOIN file f ON f.id = p.file
            WHERE p.id BETWEEN ? AND ?
            ORDER BY p.id""";

    /** The largest distance between posts of an album, which are ten at most and sent at once. */
    static final int ALBUM_REACH = 32;

    private static final String ALBUM_CAPTION =
            "SELECT text FROM post WHERE id BETWEEN ? AND ? AND album = ? AND text <> '' ORDER BY id LIMIT 1";

    private PostTable() {}

    /** The values that decide whether a post has changed when it is seen again. */
    private record Known(
            long editDate,
            String type,
            String text,
            String entities,
            @Nullable Long file) {}

    public static PageResult record(Sql sql, long chatId, List<Post> posts, IdRange walked, SelectionMatcher matcher)
            throws SQLException {
        PageResult result = record(sql, chatId, posts, matcher);
        WalkedTable.add(sql, ChannelTable.requireRow(sql, chatId), walked);
        return result;
    }

    public static PageResult record(Sql sql, long chatId, List<Post> posts, SelectionMatcher matcher)
            throws SQLException {
        long channel = ChannelTable.requireRow(sql, chatId);
        int newPosts = 0;
        SelectionTable selection = new SelectionTable(sql, matcher, posts);
        for (Post post : posts) {
            if (post.id().chatId() != chatId) {
                throw new IllegalArgumentException("post " + post.id() + " is not of channel " + chatId);
            }
            long key = PostKey.of(channel, post.id().messageId());
            Optional<Known> known = sql.one(KNOWN, PostTable::readKnown, key);
            if (known.isPresent() && seconds(post.editDate()) < known.get().editDate()) {
                // An answer that was in flight when the edited post arrived.
                continue;
            }
            FileTable.Found file = FileTable.NO_FILE;
            if (post.media().isPresent()) {
                file = FileTable.findOrAdd(sql, post, post.media().get(), key);
            }
            String skip = selection.judge(post);
            if (known.isEmpty()) {
                newPosts++;
                insert(sql, key, post, file.id(), skip);
                FileTable.gained(sql, file, key);
                selection.settle(file, skip);
            } else if (isEdited(known.get(), post, file.id())) {
                update(sql, key, post, file.id(), skip);
                FileTable.gained(sql, file, key);
                FileTable.left(sql, known.get().file(), file.id(), key);
                selection.settle(file, skip);
                selection.settle(known.get().file());
            }
        }
        if (newPosts > 0) {
            RunTable.countPosts(sql, newPosts);
        }
        selection.judgeAlbums(channel);
        FileTotals added = selection.newlyPending();
        return new PageResult(newPosts, Math.toIntExact(added.files()), added.bytes());
    }

    private static boolean isEdited(Known known, Post post, @Nullable Long file) {
        // Not every edit has a date: Telegram hides that of some.
        return seconds(post.editDate()) > known.editDate()
                || !post.type().equals(known.type())
                || !post.text().equals(known.text())
                || !post.entities().equals(known.entities())
                || !Objects.equals(file, known.file());
    }

    private static void insert(Sql sql, long key, Post post, @Nullable Long file, String skip) throws SQLException {
        sql.update(
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
                file,
                skip);
    }

    private static void update(Sql sql, long key, Post post, @Nullable Long file, String skip) throws SQLException {
        sql.update(
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
                skip,
                key);
    }

    public static Optional<Post> find(Sql sql, PostId id) throws SQLException {
        OptionalLong channel = ChannelTable.row(sql, id.chatId());
        if (channel.isEmpty()) {
            return Optional.empty();
        }
        return sql.one(FIND, row -> read(id, row), PostKey.of(channel.getAsLong(), id.messageId()));
    }

    /** The post's text or, when it has none, that of its album. */
    public static String caption(Sql sql, Post post) throws SQLException {
        OptionalLong channel = ChannelTable.row(sql, post.id().chatId());
        if (channel.isEmpty() || !post.text().isEmpty() || post.albumId() == 0) {
            return post.text();
        }
        long key = PostKey.of(channel.getAsLong(), post.id().messageId());
        return sql.one(ALBUM_CAPTION, SqlRow::text, key - ALBUM_REACH, key + ALBUM_REACH, post.albumId())
                .orElse("");
    }

    public static List<PostStatus> standings(Sql sql, long chatId, long from, long to) throws SQLException {
        OptionalLong channel = ChannelTable.row(sql, chatId);
        return channel.isEmpty()
                ? List.of()
                : sql.list(
                        STANDINGS,
                        PostTable::readStanding,
                        PostKey.of(channel.getAsLong(), from),
                        PostKey.of(channel.getAsLong(), to));
    }

    private static PostStatus readStanding(SqlRow row) throws SQLException {
        Optional<String> uniqueId = row.optionalText("unique_id");
        Optional<PostStatus.File> file = uniqueId.isEmpty()
                ? Optional.empty()
                : Optional.of(new PostStatus.File(
                        FileMedia.isOwnIdentity(uniqueId.get()) ? "" : uniqueId.get(),
                        row.text("kind"),
                        row.text("file_name"),
                        row.number("size"),
                        FileState.of(row.text("state")),
                        row.text("cause"),
                        row.text("reason")));
        return new PostStatus(PostKey.messageId(row.number("id")), row.number("edit_date"), file);
    }

    public static List<PostId> ofFile(Sql sql, long file) throws SQLException {
        return sql.list(OF_FILE, row -> new PostId(row.number("chat_id"), row.number("message")), file);
    }

    public static List<Long> filesOf(Sql sql, Collection<PostId> posts) throws SQLException {
        Set<Long> files = new LinkedHashSet<>();
        for (PostId post : posts) {
            files.addAll(sql.list(FILE_OF, SqlRow::number, post.chatId(), post.messageId()));
        }
        return List.copyOf(files);
    }

    private static Known readKnown(SqlRow row) throws SQLException {
        return new Known(
                row.number("edit_date"),
                row.text("type"),
                row.text("text"),
                row.text("entities"),
                row.optionalNumber("file").orElse(null));
    }

    private static Post read(PostId id, SqlRow row) throws SQLException {
        boolean holdsFile = row.optionalNumber("file").isPresent();
        long editDate = row.number("edit_date");
        return new Post(
                id,
                Instant.ofEpochSecond(row.number("date")),
                editDate == 0 ? Optional.empty() : Optional.of(Instant.ofEpochSecond(editDate)),
                row.text("type"),
                row.text("text"),
                row.text("entities"),
                row.number("album"),
                row.integer("views"),
                row.integer("forwards"),
                row.number("reply_to"),
                row.text("author"),
                holdsFile ? Optional.of(FileMedia.read(row)) : Optional.empty());
    }

    private static long seconds(Optional<Instant> date) {
        return date.map(Instant::getEpochSecond).orElse(0L);
    }
}
