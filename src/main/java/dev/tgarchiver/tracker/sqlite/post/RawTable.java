package dev.tgarchiver.tracker.sqlite.post;

import dev.tgarchiver.model.post.ContentHash;
import dev.tgarchiver.model.post.PostId;
import dev.tgarchiver.model.post.Remainder;
import dev.tgarchiver.post.RawCodec;
import dev.tgarchiver.tracker.PostCatalog;
import dev.tgarchiver.tracker.post.PostVersion;
import dev.tgarchiver.tracker.sqlite.channel.ChannelTable;
import dev.tgarchiver.tracker.sqlite.channel.PostKey;
import dev.tgarchiver.tracker.sqlite.database.Sql;
import dev.tgarchiver.tracker.sqlite.database.SqlRow;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The tables post_raw and post_version: posts as TDLib gave them, version by version. */
public final class RawTable {

    private static final String PUT = """
            INSERT INTO post_raw (id, seen_at, tdlib, hash, body) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT DO UPDATE SET seen_at = excluded.seen_at, tdlib = excluded.tdlib, hash = excluded.hash,
                body = excluded.body""";

    /** The newest version becomes an older one. */
    private static final String KEEP = """
            INSERT INTO post_version (post, version, seen_at, edit_date, text, tdlib, hash, body)
            SELECT p.id, ?2, coalesce(r.seen_at, 0), p.edit_date, p.text, coalesce(r.tdlib, 0), r.hash, r.body
            FROM post p LEFT JOIN post_raw r ON r.id = p.id
            WHERE p.id = ?1""";

    private static final String NEXT =
            "SELECT coalesce(max(version), 0) + 1 AS version FROM post_version WHERE post = ?";

    private static final String NEWEST = "SELECT hash, tdlib, body FROM post_raw WHERE id = ?";

    private static final String VERSIONS = """
            SELECT version, seen_at, edit_date, text, body FROM post_version WHERE post = ?1
            UNION ALL
            SELECT p.version, coalesce(r.seen_at, 0), p.edit_date, p.text, r.body
            FROM post p LEFT JOIN post_raw r ON r.id = p.id
            WHERE p.id = ?1
            ORDER BY 1""";

    private RawTable() {}

    public static void put(Sql sql, long post, PackedPost packed, Instant at) throws SQLException {
        sql.update(PUT, post, at.toEpochMilli(), packed.tdlib(), packed.hash().bytes(), packed.body());
    }

    /** The newest version of a post, whose remainder is not read; empty when it was never read whole. */
    public static Optional<PackedPost> newest(Sql sql, long post) throws SQLException {
        return sql.one(NEWEST, RawTable::packed, post);
    }

    private static PackedPost packed(SqlRow row) throws SQLException {
        byte[] hash = row.bytes("hash");
        byte[] body = row.bytes("body");
        if (hash == null || body == null) {
            throw new IllegalStateException("a raw message without content");
        }
        return new PackedPost(new ContentHash(hash), row.integer("tdlib"), Remainder.NOTHING, body);
    }

    /** Makes the newest version an older one. Returns the number of the version that follows. */
    public static int keep(Sql sql, long post) throws SQLException {
        int version = next(sql, post);
        sql.update(KEEP, post, version);
        return version + 1;
    }

    /** The number of a version that follows all older ones. */
    public static int next(Sql sql, long post) throws SQLException {
        return Math.toIntExact(sql.number(NEXT, post));
    }

    /** See {@link PostCatalog#versions}. */
    public static List<PostVersion> versions(Sql sql, PostId id) throws SQLException {
        OptionalLong channel = ChannelTable.row(sql, id.chatId());
        if (channel.isEmpty()) {
            return List.of();
        }
        try (RawCodec codec = new RawCodec()) {
            return sql.list(VERSIONS, row -> read(row, codec), PostKey.of(channel.getAsLong(), id.messageId()));
        }
    }

    private static PostVersion read(SqlRow row, RawCodec codec) throws SQLException {
        return new PostVersion(
                Math.max(1, row.integer("version")),
                Optional.of(row.number("seen_at")).filter(at -> at > 0).map(Instant::ofEpochMilli),
                Optional.of(row.number("edit_date")).filter(at -> at > 0).map(Instant::ofEpochSecond),
                row.text("text"),
                Optional.ofNullable(row.bytes("body"))
                        .map(body -> new String(codec.unpack(body), StandardCharsets.UTF_8)));
    }
}
