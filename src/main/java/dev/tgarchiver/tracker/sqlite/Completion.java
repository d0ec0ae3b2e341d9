package dev.tgarchiver.tracker.sqlite;

import dev.tgarchiver.model.post.ContentHash;
import dev.tgarchiver.model.post.Post;
import dev.tgarchiver.model.post.PostId;
import dev.tgarchiver.tracker.PostRecorder;
import dev.tgarchiver.tracker.file.FileTotals;
import dev.tgarchiver.tracker.post.Completed;
import dev.tgarchiver.tracker.post.PageResult;
import dev.tgarchiver.tracker.sqlite.channel.ChannelTable;
import dev.tgarchiver.tracker.sqlite.channel.PostKey;
import dev.tgarchiver.tracker.sqlite.database.Sql;
import dev.tgarchiver.tracker.sqlite.database.SqlRow;
import dev.tgarchiver.tracker.sqlite.post.MoreTable;
import dev.tgarchiver.tracker.sqlite.post.PackedPost;
import dev.tgarchiver.tracker.sqlite.post.RawTable;
import dev.tgarchiver.tracker.sqlite.post.TextTable;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Records what Telegram has given of posts when it was asked for more of them. */
final class Completion {

    private static final String KNOWN = "SELECT file, skip FROM post WHERE id = ?";

    private Completion() {}

    /** What the row of a post has, and stays. */
    private record Known(@Nullable Long file, String skip) {

        static Known read(SqlRow row) throws SQLException {
            return new Known(row.optionalNumber("file").orElse(null), row.text("skip"));
        }
    }

    /** See {@link PostRecorder#recordCompleted}. */
    static PageResult record(Sql sql, long chatId, PostTable.Page page, Completed completed, SelectionMatcher matcher)
            throws SQLException {
        long channel = ChannelTable.requireRow(sql, chatId);
        SelectionTable selection = new SelectionTable(sql, matcher, page.posts());
        DerivedTally derived = new DerivedTally(sql, channel);
        Set<PostId> recorded = new HashSet<>();
        for (long emoji : completed.unknownEmoji()) {
            MoreTable.putEmoji(sql, channel, emoji, 0);
        }
        for (Post post : page.posts()) {
            long key = PostKey.of(channel, post.id().messageId());
            PackedPost packed = page.packed().get(post.id());
            Optional<PackedPost> former = RawTable.newest(sql, key);
            Optional<Known> known = sql.one(KNOWN, Known::read, key);
            Optional<ContentHash> says = former.map(PackedPost::hash);
            if (packed != null
                    && known.isPresent()
                    && says.filter(packed.hash()::equals).isPresent()) {
                derived.takeBack(key, former.orElseThrow());
                derived.add(key, post.detail().attachments());
                PostColumns.of(post)
                        .write(sql, key, known.get().file(), known.get().skip());
                AttachmentTable.record(sql, key, post, false, selection);
                RawTable.put(sql, key, packed, page.at());
                TextTable.put(sql, key, post, page.wordsOf(post));
                recorded.add(post.id());
            }
        }
        for (Map.Entry<Long, PostId> emoji : completed.emoji().entrySet()) {
            if (recorded.contains(emoji.getValue())) {
                MoreTable.putEmoji(
                        sql,
                        channel,
                        emoji.getKey(),
                        PostKey.of(channel, emoji.getValue().messageId()));
            }
        }
        for (Map.Entry<PostId, PackedPost> post : page.packed().entrySet()) {
            if (recorded.contains(post.getKey())) {
                long key = PostKey.of(channel, post.getKey().messageId());
                boolean refused = completed.refused().contains(post.getKey());
                MoreTable.note(sql, channel, key, post.getValue().remainder(), refused);
            }
        }
        FileTotals added = selection.newlyPending();
        return new PageResult(0, Math.toIntExact(added.files()), added.bytes());
    }
}
