package dev.tgarchiver.tracker.sqlite.post;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tgarchiver.model.post.ContentHash;
import dev.tgarchiver.model.post.Post;
import dev.tgarchiver.model.post.PostId;
import dev.tgarchiver.model.post.RawMessage;
import dev.tgarchiver.model.post.Remainder;
import dev.tgarchiver.post.PostReader;
import dev.tgarchiver.post.RawCodec;
import dev.tgarchiver.post.RawMessages;
import dev.tgarchiver.post.Remainders;
import dev.tgarchiver.tracker.PostCatalog;
import dev.tgarchiver.tracker.post.IncompletePost;
import dev.tgarchiver.tracker.sqlite.channel.ChannelTable;
import dev.tgarchiver.tracker.sqlite.channel.PostKey;
import dev.tgarchiver.tracker.sqlite.database.Sql;
import dev.tgarchiver.tracker.sqlite.database.SqlRow;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The tables post_more and custom_emoji: of which posts Telegram gives more when it is asked. */
public final class MoreTable {

    private static final String PUT = """
            INSERT INTO post_more (post, to_ask, kept, refused) VALUES (?, ?, ?, ?)
            ON CONFLICT DO UPDATE SET to_ask = excluded.to_ask, kept = excluded.kept, refused = excluded.refused""";

    private static final String REMOVE = "DELETE FROM post_more WHERE post = ?";

    private static final String HAS_EMOJI =
            "SELECT EXISTS (SELECT 1 FROM custom_emoji WHERE channel = ? AND emoji = ?) AS known";

    private static final String PUT_EMOJI =
            "INSERT OR REPLACE INTO custom_emoji (channel, emoji, post) VALUES (?, ?, ?)";

    private static final String INCOMPLETE = """
            SELECT r.id, r.hash, r.body
            FROM post_more m INDEXED BY post_more_to_ask
                CROSS JOIN post p ON p.id = m.post CROSS JOIN post_raw r ON r.id = m.post
            WHERE m.to_ask = 1 AND m.post BETWEEN ? AND ? AND p.deleted_at = 0
            ORDER BY m.post LIMIT ?""";

    private MoreTable() {}

    /**
     * What is known of a post.
     *
     * @param kept whether its raw message has something that was asked for
     * @param refused whether Telegram was asked for more and has not given it
     */
    public record State(boolean kept, boolean refused) {}

    /** A post, and its raw message as it is stored. */
    public record Carried(Post post, PackedPost packed) {}

    /**
     * A post that was read again, with what was asked for before; as it is when that cannot be read.
     *
     * @param same whether it says the same as before
     */
    public static Carried carry(Sql sql, long key, Post post, PackedPost packed, boolean same) throws SQLException {
        Optional<PackedPost> former = RawTable.newest(sql, key);
        if (former.isEmpty()) {
            return new Carried(post, packed);
        }
        try (RawCodec codec = new RawCodec()) {
            ObjectNode message = RawMessages.read(codec.unpack(packed.body()));
            Remainders.carry(RawMessages.read(codec.unpack(former.get().body())), message, same);
            Post whole = PostReader.completed(message, packed.hash());
            RawMessage raw = whole.detail().raw().orElseThrow();
            return new Carried(
                    whole, new PackedPost(raw.hash(), packed.tdlib(), raw.remainder(), codec.pack(raw.json())));
        } catch (IllegalArgumentException e) {
            return new Carried(post, packed);
        }
    }

    /**
     * Notes whether there is more of a post.
     *
     * @param refused whether Telegram was asked for its content, and has not given all
     */
    public static void note(Sql sql, long channel, long post, Remainder remainder, boolean refused)
            throws SQLException {
        boolean ask = (remainder.isOfContent() && !refused) || hasUnknown(sql, channel, remainder.customEmoji());
        if (ask || remainder.kept() || refused) {
            sql.update(PUT, post, ask ? 1 : 0, remainder.kept() ? 1 : 0, refused ? 1 : 0);
        } else {
            sql.update(REMOVE, post);
        }
    }

    private static boolean hasUnknown(Sql sql, long channel, Set<Long> emoji) throws SQLException {
        for (long id : emoji) {
            if (sql.number(HAS_EMOJI, channel, id) == 0) {
                return true;
            }
        }
        return false;
    }

    /** Notes with whose files a custom emoji is kept; 0 for one that Telegram does not know. */
    public static void putEmoji(Sql sql, long channel, long emoji, long post) throws SQLException {
        sql.update(PUT_EMOJI, channel, emoji, post);
    }

    /** See {@link PostCatalog#knownEmoji}. */
    public static Set<Long> knownEmoji(Sql sql, long chatId, Collection<Long> ids) throws SQLException {
        long channel = ChannelTable.requireRow(sql, chatId);
        Set<Long> known = new HashSet<>();
        for (long id : ids) {
            if (sql.number(HAS_EMOJI, channel, id) == 1) {
                known.add(id);
            }
        }
        return known;
    }

    /** See {@link PostCatalog#incomplete}. */
    public static List<IncompletePost> incomplete(Sql sql, long chatId, long from, long to, int limit)
            throws SQLException {
        long channel = ChannelTable.requireRow(sql, chatId);
        try (RawCodec codec = new RawCodec()) {
            return sql.list(
                    INCOMPLETE,
                    row -> read(chatId, row, codec),
                    PostKey.of(channel, from),
                    PostKey.of(channel, Math.min(to, PostKey.messageId(-1))),
                    limit);
        }
    }

    private static IncompletePost read(long chatId, SqlRow row, RawCodec codec) throws SQLException {
        byte[] hash = row.bytes("hash");
        byte[] body = row.bytes("body");
        if (hash == null || body == null) {
            throw new IllegalStateException("a raw message without content");
        }
        PostId id = new PostId(chatId, PostKey.messageId(row.number("id")));
        return new IncompletePost(id, codec.unpack(body), new ContentHash(hash));
    }
}
