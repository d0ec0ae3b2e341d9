package dev.tgarchiver.tracker.sqlite;

import dev.tgarchiver.model.post.ContentHash;
import dev.tgarchiver.model.post.Post;
import dev.tgarchiver.tracker.sqlite.channel.PostKey;
import dev.tgarchiver.tracker.sqlite.database.Sql;
import dev.tgarchiver.tracker.sqlite.database.SqlRow;
import dev.tgarchiver.tracker.sqlite.post.MoreTable;
import dev.tgarchiver.tracker.sqlite.post.PackedPost;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is recorded of the posts of a page before the page is recorded. Most pages of a walk have new posts only. */
final class KnownPosts {

    private static final String ANY = "SELECT EXISTS (SELECT 1 FROM post WHERE id BETWEEN ? AND ?) AS known";
    private static final String FIND = """
            SELECT p.edit_date, p.type, p.text, p.entities, p.file, p.version, r.hash, r.tdlib, m.kept, m.refused,
                p.version = 0 AND EXISTS (SELECT 1 FROM imported_post i WHERE i.post = p.id) AS imported
            FROM post p LEFT JOIN post_raw r ON r.id = p.id LEFT JOIN post_more m ON m.post = p.id
            WHERE p.id = ?""";

    /** The type of a post whose kind TDLib does not know. */
    private static final String UNSUPPORTED = "unsupported";

    private final Sql sql;
    private final boolean any;
    private final Set<Long> asked = new HashSet<>();

    private KnownPosts(Sql sql, boolean any) {
        this.sql = sql;
        this.any = any;
    }

    /**
     * The values that decide whether a post has changed when it is seen again.
     *
     * @param imported whether only an export has given it so far
     */
    record Known(
            long editDate,
            String type,
            String text,
            String entities,
            @Nullable Long file,
            int version,
            Optional<ContentHash> hash,
            int tdlib,
            Optional<MoreTable.State> more,
            boolean imported) {

        boolean says(Optional<PackedPost> packed) {
            return packed.map(PackedPost::hash).equals(hash);
        }

        /** The TDLib that has read it knows more kinds of posts than the one before. */
        boolean isUnderstoodNow(PackedPost packed) {
            return type.equals(UNSUPPORTED) && tdlib < packed.tdlib();
        }
    }

    static KnownPosts of(Sql sql, long channel, List<Post> posts) throws SQLException {
        LongSummaryStatistics ids =
                posts.stream().mapToLong(post -> post.id().messageId()).summaryStatistics();
        boolean any = ids.getCount() > 0
                && sql.number(ANY, PostKey.of(channel, ids.getMin()), PostKey.of(channel, ids.getMax())) > 0;
        return new KnownPosts(sql, any);
    }

    /** The post with this key as it was last recorded, also by this page; empty for a new one. */
    Optional<Known> find(long key) throws SQLException {
        boolean first = asked.add(key);
        return first && !any ? Optional.empty() : sql.one(FIND, KnownPosts::read, key);
    }

    private static Known read(SqlRow row) throws SQLException {
        return new Known(
                row.number("edit_date"),
                row.text("type"),
                row.text("text"),
                row.text("entities"),
                row.optionalNumber("file").orElse(null),
                row.integer("version"),
                Optional.ofNullable(row.bytes("hash")).map(ContentHash::new),
                row.integer("tdlib"),
                row.optionalNumber("kept").isPresent()
                        ? Optional.of(new MoreTable.State(row.flag("kept"), row.flag("refused")))
                        : Optional.empty(),
                row.flag("imported"));
    }
}
