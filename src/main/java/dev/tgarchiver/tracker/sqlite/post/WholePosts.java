package dev.tgarchiver.tracker.sqlite.post;

import dev.tgarchiver.model.FileState;
import dev.tgarchiver.model.post.PostId;
import dev.tgarchiver.post.RawCodec;
import dev.tgarchiver.tracker.PostCatalog;
import dev.tgarchiver.tracker.post.HeldFile;
import dev.tgarchiver.tracker.post.WholePost;
import dev.tgarchiver.tracker.sqlite.RecordedPosts;
import dev.tgarchiver.tracker.sqlite.channel.ChannelTable;
import dev.tgarchiver.tracker.sqlite.channel.PostKey;
import dev.tgarchiver.tracker.sqlite.database.Decoded;
import dev.tgarchiver.tracker.sqlite.database.Sql;
import dev.tgarchiver.tracker.sqlite.database.SqlRow;
import dev.tgarchiver.tracker.sqlite.file.FileMedia;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads posts in portions, with their raw messages and files. */
public final class WholePosts {

    private static final String POSTS = RecordedPosts.COLUMNS + """
            , p.id, p.deleted_at, p.version, r.body
            FROM post p LEFT JOIN file f ON f.id = p.file LEFT JOIN post_raw r ON r.id = p.id
            WHERE p.id BETWEEN ? AND ? ORDER BY p.id LIMIT ?""";

    private static final String FILES = """
            SELECT p.id AS post, f.unique_id, f.state, f.cause, f.path, f.size, f.sha256
            FROM post p CROSS JOIN file f ON f.id = p.file
            WHERE p.id BETWEEN ?1 AND ?2
            UNION ALL
            SELECT a.post, f.unique_id, f.state, f.cause, f.path, f.size, f.sha256
            FROM attachment a CROSS JOIN file f ON f.id = a.file
            WHERE a.post BETWEEN ?1 AND ?2""";

    private WholePosts() {}

    /** See {@link PostCatalog#wholePosts}. */
    public static List<WholePost> after(Sql sql, long chatId, long messageId, int limit) throws SQLException {
        OptionalLong channel = ChannelTable.row(sql, chatId);
        if (channel.isEmpty()) {
            return List.of();
        }
        List<WholePost> posts;
        long first = PostKey.of(channel.getAsLong(), messageId) + 1;
        try (RawCodec codec = new RawCodec()) {
            posts = sql.list(POSTS, row -> read(chatId, row, codec), first, PostKey.last(channel.getAsLong()), limit);
        }
        if (posts.isEmpty()) {
            return posts;
        }
        long last = PostKey.of(
                channel.getAsLong(), posts.get(posts.size() - 1).post().id().messageId());
        Map<Long, List<HeldFile>> files = new HashMap<>();
        for (Map.Entry<Long, HeldFile> file : sql.list(FILES, WholePosts::readFile, first, last)) {
            files.computeIfAbsent(file.getKey(), post -> new ArrayList<>()).add(file.getValue());
        }
        return posts.stream()
                .map(post -> new WholePost(
                        post.post(),
                        post.deletedAt(),
                        post.version(),
                        post.json(),
                        files.getOrDefault(post.post().id().messageId(), List.of())))
                .toList();
    }

    private static WholePost read(long chatId, SqlRow row, RawCodec codec) throws SQLException {
        PostId id = new PostId(chatId, PostKey.messageId(row.number("id")));
        return new WholePost(
                RecordedPosts.read(id, row, List.of()),
                Optional.of(row.number("deleted_at")).filter(at -> at > 0).map(Instant::ofEpochMilli),
                row.integer("version"),
                Optional.ofNullable(row.bytes("body")).flatMap(body -> unpack(codec, body)),
                List.of());
    }

    private static Optional<byte[]> unpack(RawCodec codec, byte[] body) {
        try {
            return Optional.of(codec.unpack(body));
        } catch (IllegalArgumentException e) {
            // A reindex names it.
            return Optional.empty();
        }
    }

    private static Map.Entry<Long, HeldFile> readFile(SqlRow row) throws SQLException {
        String uniqueId = row.text("unique_id");
        FileState state = FileState.of(row.text("state"));
        boolean done = state == FileState.DONE;
        byte[] sha256 = row.bytes("sha256");
        return Map.entry(
                PostKey.messageId(row.number("post")),
                new HeldFile(
                        FileMedia.isOwnIdentity(uniqueId) ? "" : uniqueId,
                        state,
                        row.text("cause"),
                        done ? Optional.of(Decoded.path(row, "path")) : Optional.empty(),
                        row.number("size"),
                        done && sha256 != null ? HexFormat.of().formatHex(sha256) : ""));
    }
}
