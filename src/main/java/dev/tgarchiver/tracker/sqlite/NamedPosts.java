package dev.tgarchiver.tracker.sqlite;

import dev.tgarchiver.model.Selection;
import dev.tgarchiver.model.post.Attachment;
import dev.tgarchiver.model.post.Post;
import dev.tgarchiver.model.post.PostId;
import dev.tgarchiver.tracker.Tracker;
import dev.tgarchiver.tracker.sqlite.channel.ChannelTable;
import dev.tgarchiver.tracker.sqlite.channel.PostKey;
import dev.tgarchiver.tracker.sqlite.database.Sql;
import dev.tgarchiver.tracker.sqlite.database.SqlRow;
import dev.tgarchiver.tracker.sqlite.file.FileTable;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Records posts that a user has named one by one. */
public final class NamedPosts {

    private static final String FIND = "SELECT skip, coalesce(file, 0) AS file FROM post WHERE id = ?";
    private static final String JUDGE = "UPDATE post SET skip = ? WHERE id = ?";

    private static final String WANT_ATTACHMENT = "UPDATE attachment SET skip = '' WHERE post = ? AND file = ?";

    private NamedPosts() {}

    /** A recorded post; {@code file} is 0 without one. */
    private record Known(String skip, long file) {
        static Known read(SqlRow row) throws SQLException {
            return new Known(row.text("skip"), row.number("file"));
        }
    }

    /** See {@link Tracker#recordNamed}. */
    public static List<PostId> record(Sql sql, long chatId, PostTable.Page page, SelectionMatcher matcher)
            throws SQLException {
        List<Post> posts = page.posts();
        long channel = ChannelTable.requireRow(sql, chatId);
        Map<Long, Known> before = new HashMap<>();
        for (Post post : posts) {
            long key = key(channel, post);
            find(sql, key).ifPresent(known -> before.put(key, known));
        }
        SelectionMatcher ofRoles = new SelectionMatcher(
                Selection.EVERYTHING.withRoles(matcher.selection().roles()));
        PostTable.record(sql, chatId, page, ofRoles);
        SelectionTable selection = new SelectionTable(sql, matcher, posts);
        if (selection.wantsDerived()) {
            // A post that was known before has no rows for them, and was not recorded again.
            SelectionTable derived = new SelectionTable(sql, ofRoles, posts);
            for (Post post : posts) {
                AttachmentTable.record(sql, key(channel, post), post, false, derived);
            }
        }
        List<PostId> wanted = new ArrayList<>();
        for (Post post : posts) {
            long key = key(channel, post);
            boolean any = nameMain(sql, key, post, selection, Optional.ofNullable(before.get(key)));
            if (nameAttachments(sql, key, post, selection) || any) {
                wanted.add(post.id());
            }
        }
        return wanted;
    }

    private static boolean nameMain(Sql sql, long key, Post post, SelectionTable selection, Optional<Known> former)
            throws SQLException {
        long file = find(sql, key).map(Known::file).orElse(0L);
        if (file == 0) {
            return false;
        }
        String verdict = selection.judge(post);
        sql.update(JUDGE, verdict.isEmpty() ? verdict : former.map(Known::skip).orElse(verdict), key);
        selection.settle(file);
        if (verdict.isEmpty()) {
            FileTable.name(sql, file);
        }
        return verdict.isEmpty();
    }

    /** Those that are wanted; the others stay as they were judged before. */
    private static boolean nameAttachments(Sql sql, long key, Post post, SelectionTable selection) throws SQLException {
        boolean any = false;
        for (AttachmentTable.Held held : AttachmentTable.held(sql, key)) {
            Optional<Attachment> attachment = post.detail().attachments().stream()
                    .filter(candidate -> candidate.role().equals(held.role()))
                    .findFirst();
            if (attachment.isPresent()
                    && selection.judge(post, attachment.get()).isEmpty()) {
                sql.update(WANT_ATTACHMENT, key, held.file());
                selection.settle(held.file());
                FileTable.name(sql, held.file());
                any = true;
            }
        }
        return any;
    }

    private static long key(long channel, Post post) {
        return PostKey.of(channel, post.id().messageId());
    }

    private static Optional<Known> find(Sql sql, long key) throws SQLException {
        return sql.one(FIND, Known::read, key);
    }
}
