package dev.tgarchiver.tracker.sqlite;

import dev.tgarchiver.model.Attachment;
import dev.tgarchiver.model.ContentHash;
import dev.tgarchiver.model.FileState;
import dev.tgarchiver.model.Post;
import dev.tgarchiver.model.PostDetail;
import dev.tgarchiver.model.PostId;
import dev.tgarchiver.tracker.FileTotals;
import dev.tgarchiver.tracker.IdRange;
import dev.tgarchiver.tracker.PageResult;
import dev.tgarchiver.tracker.PostCatalog;
import dev.tgarchiver.tracker.PostRecorder;
import dev.tgarchiver.tracker.PostStatus;
import dev.tgarchiver.tracker.Stats;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The table post. */
public final class PostTable {

    private static final String KNOWN = """
            SELECT p.edit_date, p.type, p.text, p.entities, p.file, p.version, r.hash
            FROM post p LEFT JOIN post_raw r ON r.id = p.id
            WHERE p.id = ?""";
    private static final String INSERT = """
            INSERT INTO post (id, date, edit_date, type, text, entities, album, views, forwards, reply_to, author, sender,
                topic, replies, reactions, version, file, skip)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String UPDATE = """
            UPDATE post SET edit_date = ?, type = ?, text = ?, entities = ?, album = ?, views = ?, forwards = ?,
                reply_to = ?, author = ?, sender = ?, topic = ?, replies = ?, reactions = ?, version = ?, deleted_at = 0,
                file = ?, skip = ?
            WHERE id = ?""";
    private static final String COUNT = """
            UPDATE post SET edit_date = ?, views = ?, forwards = ?, replies = ?, reactions = ?, deleted_at = 0
            WHERE id = ?""";
    private static final String DELETED = "UPDATE post SET deleted_at = ? WHERE id = ? AND deleted_at = 0";
    private static final String FIND = """
            SELECT p.date, p.edit_date, p.type, p.text, p.entities, p.album, p.views, p.forwards, p.reply_to, p.author,
                p.sender, p.topic, p.replies, p.reactions, p.file, %s
            FROM post p LEFT JOIN file f ON f.id = p.file
            WHERE p.id = ?""".formatted(FileMedia.COLUMNS);
    private static final String OF_FILE = """
            SELECT DISTINCT c.chat_id, p.message, p.date, p.id
            FROM file_post h JOIN post p ON p.id = h.post JOIN channel c ON c.id = p.channel
            WHERE h.file = ?
            ORDER BY p.date, p.id""";

    private static final String FILE_OF = """
            SELECT p.file FROM channel c CROSS JOIN post p ON p.id = (c.id << 32) + ?2
            WHERE c.chat_id = ?1 AND p.file IS NOT NULL
            UNION
            SELECT a.file FROM channel c CROSS JOIN attachment a ON a.post = (c.id << 32) + ?2
            WHERE c.chat_id = ?1""";

    private static final String STANDINGS = """
            SELECT p.id, p.edit_date, p.deleted_at, f.unique_id, f.kind, f.file_name, f.size, f.state, f.cause, f.reason
            FROM post p LEFT JOIN file f ON f.id = p.file
            WHERE p.id BETWEEN ? AND ?
            ORDER BY p.id""";

    /** From the end of the channel, so that only the recent posts are read. */
    private static final String LAST_BEFORE =
            "SELECT id FROM post WHERE id BETWEEN ? AND ? AND date < ? ORDER BY id DESC LIMIT 1";

    private static final String NEXT_POST = "SELECT id FROM post WHERE id BETWEEN ? AND ? ORDER BY id LIMIT 1";
    private static final String NEXT_UNREAD = """
            SELECT id FROM post INDEXED BY post_unread
            WHERE version = 0 AND deleted_at = 0 AND id BETWEEN ? AND ? ORDER BY id LIMIT 1""";
    private static final String UNREAD = """
            SELECT count(*) AS posts FROM post INDEXED BY post_unread
            WHERE version = 0 AND deleted_at = 0 AND id BETWEEN ? AND ?""";

    private static final String EDITED =
            "SELECT count(*) AS posts FROM post INDEXED BY post_edited WHERE version > 1 AND id BETWEEN ? AND ?";
    private static final String GONE =
            "SELECT count(*) AS posts FROM post INDEXED BY post_deleted WHERE deleted_at > 0 AND id BETWEEN ? AND ?";

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
            @Nullable Long file,
            int version,
            Optional<ContentHash> hash) {}

    public static PageResult record(Sql sql, long chatId, Page page, IdRange walked, SelectionMatcher matcher)
            throws SQLException {
        PageResult result = record(sql, chatId, page, matcher);
        WalkedTable.add(sql, ChannelTable.requireRow(sql, chatId), walked);
        return result;
    }

    /**
     * Posts, and their raw messages as they are stored.
     *
     * @param at when they were read
     */
    public record Page(List<Post> posts, Map<PostId, PackedPost> packed, Instant at) {}

    public static PageResult record(Sql sql, long chatId, Page page, SelectionMatcher matcher) throws SQLException {
        long channel = ChannelTable.requireRow(sql, chatId);
        int newPosts = 0;
        int edited = 0;
        SelectionTable selection = new SelectionTable(sql, matcher, page.posts());
        DerivedTally derived = new DerivedTally(sql, channel);
        for (Post post : page.posts()) {
            if (post.id().chatId() != chatId) {
                throw new IllegalArgumentException("post " + post.id() + " is not of channel " + chatId);
            }
            long key = PostKey.of(channel, post.id().messageId());
            Optional<PackedPost> packed = Optional.ofNullable(page.packed().get(post.id()));
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
                insert(sql, key, post, packed.isPresent() ? 1 : 0, file.id(), skip);
                FileTable.gained(sql, file, key);
                selection.settle(file, skip);
                AttachmentTable.record(sql, key, post, true, selection);
                derived.add(key, post.detail().attachments());
            } else if (isEdited(known.get(), post, packed, file.id())) {
                int version = known.get().version();
                if (packed.isPresent()) {
                    Optional<PackedPost> former = RawTable.newest(sql, key);
                    if (former.isPresent()) {
                        derived.takeBack(key, former.get());
                    }
                    derived.add(key, post.detail().attachments());
                    version = RawTable.keep(sql, key);
                    edited++;
                }
                update(sql, key, post, version, file.id(), skip);
                FileTable.gained(sql, file, key);
                FileTable.left(sql, known.get().file(), file.id(), key);
                selection.settle(file, skip);
                selection.settle(known.get().file());
                AttachmentTable.record(sql, key, post, false, selection);
            } else if (packed.isPresent() && known.get().hash().isEmpty()) {
                update(sql, key, post, RawTable.next(sql, key), file.id(), skip);
                AttachmentTable.record(sql, key, post, false, selection);
                derived.add(key, post.detail().attachments());
            } else if (packed.isPresent()) {
                count(sql, key, post);
            }
            if (packed.isPresent()) {
                RawTable.put(sql, key, packed.get(), page.at());
            }
        }
        if (newPosts > 0 || edited > 0) {
            RunTable.countPosts(sql, newPosts, edited);
        }
        selection.judgeAlbums(channel);
        FileTotals added = selection.newlyPending();
        return new PageResult(newPosts, Math.toIntExact(added.files()), added.bytes(), edited);
    }

    private static boolean isEdited(Known known, Post post, Optional<PackedPost> packed, @Nullable Long file) {
        if (packed.isPresent() && known.hash().isPresent()) {
            // Telegram raises the date for reactions, too, and hides that of some edits.
            return !packed.get().hash().equals(known.hash().get());
        }
        boolean dated = packed.isEmpty() && seconds(post.editDate()) > known.editDate();
        return dated
                || !post.type().equals(known.type())
                || !post.text().equals(known.text())
                || !post.entities().equals(known.entities())
                || !Objects.equals(file, known.file());
    }

    private static void insert(Sql sql, long key, Post post, int version, @Nullable Long file, String skip)
            throws SQLException {
        PostDetail detail = post.detail();
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
                detail.sender(),
                detail.topic(),
                detail.replies(),
                ReactionText.of(detail.reactions()),
                version,
                file,
                skip);
    }

    /** See {@link PostRecorder#recordDeleted}. */
    public static int deleted(Sql sql, long chatId, Collection<Long> messageIds, Instant at) throws SQLException {
        long channel = ChannelTable.requireRow(sql, chatId);
        int marked = 0;
        for (long id : messageIds) {
            marked += sql.update(DELETED, at.toEpochMilli(), PostKey.of(channel, id));
        }
        RunTable.countDeleted(sql, marked);
        return marked;
    }

    private static void count(Sql sql, long key, Post post) throws SQLException {
        PostDetail detail = post.detail();
        sql.update(
                COUNT,
                seconds(post.editDate()),
                post.views(),
                post.forwards(),
                detail.replies(),
                ReactionText.of(detail.reactions()),
                key);
    }

    private static void update(Sql sql, long key, Post post, int version, @Nullable Long file, String skip)
            throws SQLException {
        PostDetail detail = post.detail();
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
                detail.sender(),
                detail.topic(),
                detail.replies(),
                ReactionText.of(detail.reactions()),
                version,
                file,
                skip,
                key);
    }

    public static Optional<Post> find(Sql sql, PostId id) throws SQLException {
        OptionalLong channel = ChannelTable.row(sql, id.chatId());
        if (channel.isEmpty()) {
            return Optional.empty();
        }
        long key = PostKey.of(channel.getAsLong(), id.messageId());
        List<Attachment> attachments = AttachmentTable.read(sql, key);
        return sql.one(FIND, row -> read(id, row, attachments), key);
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
        return new PostStatus(
                PostKey.messageId(row.number("id")), row.number("edit_date"), row.number("deleted_at") > 0, file);
    }

    /** See {@link PostCatalog#firstSince}. */
    static OptionalLong firstSince(Sql sql, long chatId, Instant date) throws SQLException {
        OptionalLong channel = ChannelTable.row(sql, chatId);
        if (channel.isEmpty()) {
            return OptionalLong.empty();
        }
        long first = PostKey.first(channel.getAsLong());
        long last = PostKey.last(channel.getAsLong());
        long before = sql.one(LAST_BEFORE, SqlRow::number, first, last, date.getEpochSecond())
                .orElse(first - 1);
        return number(sql.one(NEXT_POST, SqlRow::number, before + 1, last));
    }

    /** See {@link PostCatalog#nextUnread}. */
    static OptionalLong nextUnread(Sql sql, long chatId, long from) throws SQLException {
        OptionalLong channel = ChannelTable.row(sql, chatId);
        if (channel.isEmpty()) {
            return OptionalLong.empty();
        }
        long first = PostKey.of(channel.getAsLong(), from);
        return number(sql.one(NEXT_UNREAD, SqlRow::number, first, PostKey.last(channel.getAsLong())));
    }

    /** See {@link PostCatalog#unread}. */
    static long unread(Sql sql, long chatId) throws SQLException {
        OptionalLong channel = ChannelTable.row(sql, chatId);
        return channel.isEmpty()
                ? 0
                : sql.number(UNREAD, PostKey.first(channel.getAsLong()), PostKey.last(channel.getAsLong()));
    }

    /** What became of the posts of the channel with this row. */
    static Stats.Changes changes(Sql sql, long channel) throws SQLException {
        long first = PostKey.first(channel);
        long last = PostKey.last(channel);
        return new Stats.Changes(
                sql.number(EDITED, first, last), sql.number(GONE, first, last), sql.number(UNREAD, first, last));
    }

    private static OptionalLong number(Optional<Long> key) {
        return key.map(PostKey::messageId).map(OptionalLong::of).orElse(OptionalLong.empty());
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
                row.optionalNumber("file").orElse(null),
                row.integer("version"),
                Optional.ofNullable(row.bytes("hash")).map(ContentHash::new));
    }

    private static Post read(PostId id, SqlRow row, List<Attachment> attachments) throws SQLException {
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
                holdsFile ? Optional.of(FileMedia.read(row)) : Optional.empty(),
                new PostDetail(
                        row.number("sender"),
                        row.number("topic"),
                        row.integer("replies"),
                        ReactionText.read(row.text("reactions")),
                        attachments,
                        Set.of(),
                        Optional.empty()));
    }

    private static long seconds(Optional<Instant> date) {
        return date.map(Instant::getEpochSecond).orElse(0L);
    }
}
