package dev.tgarchiver.tracker.sqlite;

import dev.tgarchiver.model.Criterion;
import dev.tgarchiver.model.Selection;
import dev.tgarchiver.model.post.Attachment;
import dev.tgarchiver.model.post.FileRole;
import dev.tgarchiver.model.post.Media;
import dev.tgarchiver.model.post.Post;
import dev.tgarchiver.tracker.file.FileTotals;
import dev.tgarchiver.tracker.post.SelectionChange;
import dev.tgarchiver.tracker.sqlite.channel.ChannelTable;
import dev.tgarchiver.tracker.sqlite.channel.PostKey;
import dev.tgarchiver.tracker.sqlite.database.Sql;
import dev.tgarchiver.tracker.sqlite.database.SqlRow;
import dev.tgarchiver.tracker.sqlite.file.FileTable;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Judges posts by their channel's selection: the column skip, and the states of the files that follow from it. */
public final class SelectionTable {

    /** Posts that are judged in one transaction: enough to be fast, few enough to keep it short. */
    private static final int PORTION = 2_000;

    /** Replaces the selection while posts are judged again, so that after a kill they are judged again. */
    private static final String IN_PROGRESS = "(in progress)";

    private static final String CRITERIA = Arrays.stream(Criterion.values())
            .map(criterion -> "'" + criterion.key() + "'")
            .collect(Collectors.joining(", ", "(", ")"));

    private static final String CURRENT = "SELECT selection FROM channel WHERE id = ?";
    private static final String WITH_FILES = "SELECT sum(posts) FROM post_tally WHERE channel = ? AND kind <> ''";
    private static final String REMEMBER = "UPDATE channel SET selection = ? WHERE id = ?";

    /** The last post of a portion; without a row when fewer posts are left. */
    private static final String PORTION_END =
            "SELECT id FROM post WHERE id BETWEEN ? AND ? ORDER BY id LIMIT 1 OFFSET " + (PORTION - 1);

    /** Empty when a post wants the file, NULL when none holds it. */
    private static final String VERDICT = "SELECT min(h.skip) AS skip FROM file_post h WHERE h.file = ?";

    private static final String SKIP = "UPDATE file SET state = 'skipped', cause = ?2, reason = ?3, due = 0"
            + " WHERE id = ?1 AND (state = 'pending' OR state = 'skipped' AND cause <> ?2 AND cause IN " + CRITERIA
            + ")";
    private static final String WANT =
            "UPDATE file SET state = 'pending', cause = '', reason = '', attempts = 0, due = 0"
                    + " WHERE id = ?1 AND state = 'skipped' AND cause IN " + CRITERIA;

    /** A file is fetched through a post that wants it. */
    private static final String MOVE_ORIGIN = """
            UPDATE file SET (origin, date) = (
                    SELECT p.id, p.date FROM file_post h JOIN post p ON p.id = h.post
                    WHERE h.file = ?1 AND h.skip = '' ORDER BY p.id LIMIT 1)
            WHERE id = ?1 AND state = 'pending'
                AND NOT EXISTS (SELECT 1 FROM post p WHERE p.id = file.origin AND p.file = ?1 AND p.skip = '')
                AND NOT EXISTS (
                    SELECT 1 FROM attachment a WHERE a.post = file.origin AND a.file = ?1 AND a.skip = '')""";

    private static final String PENDING_SIZE = "SELECT size FROM file WHERE id = ? AND state = 'pending'";
    private static final String IS_PENDING = "SELECT state = 'pending' FROM file WHERE id = ?";

    private final Sql sql;
    private final SelectionMatcher matcher;
    private final List<Post> page;
    private final Map<Long, String> pageCaptions = new HashMap<>();
    private final Set<Long> candidates = new HashSet<>();

    /** The state while one page of posts is recorded. */
    SelectionTable(Sql sql, SelectionMatcher matcher, List<Post> page) {
        this.sql = sql;
        this.matcher = matcher;
        this.page = page;
        if (matcher.readsCaptions()) {
            new TreeMap<>(page.stream().collect(Collectors.toMap(Post::id, post -> post, (one, other) -> other)))
                    .values().stream()
                            .filter(post -> post.albumId() != 0 && !post.text().isEmpty())
                            .forEach(post -> pageCaptions.putIfAbsent(post.albumId(), post.text()));
        }
    }

    /** The value of skip for a post, as far as its page shows. */
    public String judge(Post post) {
        if (post.media().isEmpty()) {
            return "";
        }
        Media media = post.media().get();
        return judge(post, new Attachment(FileRole.main(media.kind()), media));
    }

    /** The value of skip for one of a post's files. */
    String judge(Post post, Attachment attachment) {
        String caption = post.text().isEmpty() && post.albumId() != 0
                ? pageCaptions.getOrDefault(post.albumId(), "")
                : post.text();
        return matcher.judge(SelectionMatcher.Candidate.of(post, attachment, caption));
    }

    /** Whether files are wanted that Telegram derives from others. */
    boolean wantsDerived() {
        return matcher.selection().roles().wantDerived();
    }

    /** Brings a file's state in line with its posts, after one of them was recorded. */
    void settle(FileTable.Found file, String skip) throws SQLException {
        if (file.added() && file.id() != null) {
            candidates.add(file.id());
        }
        if (!file.added() || !skip.isEmpty()) {
            settle(file.id());
        }
    }

    /** See {@link #settle(FileTable.Found, String)}. */
    void settle(@Nullable Long file) throws SQLException {
        if (file != null) {
            settle(sql, matcher, file);
        }
    }

    /** The page may contain the caption of posts on an earlier page, or lack one that is recorded. */
    void judgeAlbums(long channel) throws SQLException {
        if (!matcher.readsCaptions()) {
            return;
        }
        Map<Long, Post> albums = new HashMap<>();
        page.stream().filter(post -> post.albumId() != 0).forEach(post -> albums.put(post.albumId(), post));
        for (Post member : albums.values()) {
            long key = PostKey.of(channel, member.id().messageId());
            List<FileInPost> rows = album(sql, key, member.albumId());
            String caption = caption(rows);
            for (FileInPost row : rows) {
                if (judge(sql, matcher, row, row.text().isEmpty() ? caption : row.text())) {
                    candidates.add(row.file());
                }
            }
        }
    }

    /** The files that the page added, or made wanted, and that are pending now. */
    FileTotals newlyPending() throws SQLException {
        FileTotals amount = FileTotals.NONE;
        for (long file : candidates) {
            amount = amount.plus(sql.one(PENDING_SIZE, row -> new FileTotals(1, row.number()), file)
                    .orElse(FileTotals.NONE));
        }
        return amount;
    }

    /** The new verdict of one of a post's files. */
    record Verdict(FileInPost row, String now) {}

    /** Posts that were judged again: those whose verdict has changed, the last one's key, and whether more follow. */
    public record Verdicts(List<Verdict> changed, long last, boolean more) {}

    /** How many posts with files there are to judge. */
    public static long postsToJudge(Sql sql, long chatId, Selection selection) throws SQLException {
        long channel = ChannelTable.requireRow(sql, chatId);
        return isCurrent(sql, channel, selection) ? 0 : sql.number(WITH_FILES, channel);
    }

    /**
     * The selection by which the channel's posts were last judged; empty when they have to be judged again in any case.
     */
    public static Optional<Selection> current(Sql sql, long chatId) throws SQLException {
        long channel = ChannelTable.requireRow(sql, chatId);
        String current = sql.one(CURRENT, SqlRow::text, channel).orElse("");
        return current.equals(IN_PROGRESS) ? Optional.empty() : Selection.parse(current);
    }

    private static boolean isCurrent(Sql sql, long channel, Selection selection) throws SQLException {
        return sql.one(CURRENT, SqlRow::text, channel).orElse("").equals(selection.toString());
    }

    /** Whether the channel's posts were last judged by another selection; then they have to be judged. */
    public static boolean start(Sql sql, long chatId, Selection selection) throws SQLException {
        long channel = ChannelTable.requireRow(sql, chatId);
        if (isCurrent(sql, channel, selection)) {
            return false;
        }
        sql.update(REMEMBER, IN_PROGRESS, channel);
        return true;
    }

    /** Marks the posts to be judged again, by the next selection. */
    public static void forget(Sql sql, long chatId) throws SQLException {
        sql.update(REMEMBER, IN_PROGRESS, ChannelTable.requireRow(sql, chatId));
    }

    /** Marks all posts as judged. */
    public static void end(Sql sql, long chatId, Selection selection) throws SQLException {
        sql.update(REMEMBER, selection.toString(), ChannelTable.requireRow(sql, chatId));
    }

    /**
     * Judges the posts after a key (0 for the first), as many as fit in one transaction. Reads only, so that other
     * processes do not wait for the decisions.
     */
    public static Verdicts judge(Sql sql, long chatId, SelectionMatcher matcher, long after) throws SQLException {
        long channel = ChannelTable.requireRow(sql, chatId);
        long from = Math.max(after + 1, PostKey.first(channel));
        Optional<Long> end = sql.one(PORTION_END, SqlRow::number, from, PostKey.last(channel));
        long last = end.orElse(PostKey.last(channel));
        List<FileInPost> rows = FileInPost.between(sql, from, last);
        List<Verdict> changed = new ArrayList<>();
        for (FileInPost row : rows) {
            String skip = verdict(matcher, row, caption(sql, matcher, row));
            if (!skip.equals(row.skip())) {
                changed.add(new Verdict(row, skip));
            }
        }
        return new Verdicts(changed, last, end.isPresent());
    }

    /** Writes the verdicts of {@link #judge}, except for posts that were changed meanwhile. */
    public static SelectionChange enter(Sql sql, SelectionMatcher matcher, Verdicts verdicts) throws SQLException {
        SelectionChange changed = SelectionChange.NOTHING;
        for (Verdict verdict : verdicts.changed()) {
            long file = verdict.row().file();
            boolean pendingBefore = isPending(sql, file);
            if (verdict.row().judge(sql, verdict.now())) {
                settle(sql, matcher, file);
                boolean pendingNow = isPending(sql, file);
                changed = changed.plus(new SelectionChange(
                        pendingBefore && !pendingNow ? 1 : 0, !pendingBefore && pendingNow ? 1 : 0));
            }
        }
        return changed;
    }

    private static boolean isPending(Sql sql, long file) throws SQLException {
        return sql.number(IS_PENDING, file) != 0;
    }

    private static String caption(Sql sql, SelectionMatcher matcher, FileInPost row) throws SQLException {
        boolean shared = matcher.readsCaptions() && row.text().isEmpty() && row.album() != 0;
        return shared ? caption(album(sql, row.id(), row.album())) : row.text();
    }

    private static List<FileInPost> album(Sql sql, long key, long album) throws SQLException {
        return FileInPost.ofAlbum(sql, key, album);
    }

    private static String caption(List<FileInPost> album) {
        return album.stream()
                .map(FileInPost::text)
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
    }

    /** Returns whether the verdict has changed. */
    private static boolean judge(Sql sql, SelectionMatcher matcher, FileInPost row, String caption)
            throws SQLException {
        String skip = verdict(matcher, row, caption);
        if (skip.equals(row.skip())) {
            return false;
        }
        row.judge(sql, skip);
        settle(sql, matcher, row.file());
        return true;
    }

    private static String verdict(SelectionMatcher matcher, FileInPost row, String caption) {
        return matcher.judge(row.candidate(caption));
    }

    /** Brings a file's state in line with its posts. */
    static void settle(Sql sql, SelectionMatcher matcher, long file) throws SQLException {
        Optional<String> found =
                sql.one(VERDICT, row -> row.optionalText("skip"), file).orElse(Optional.empty());
        if (found.isEmpty()) {
            return;
        }
        String verdict = found.get();
        if (verdict.isEmpty()) {
            sql.update(WANT, file);
            sql.update(MOVE_ORIGIN, file);
        } else {
            String asked = Criterion.of(verdict).map(matcher.selection()::asks).orElse("");
            String reason = "Not selected: " + verdict + (asked.isEmpty() ? "" : " is " + asked) + ".";
            sql.update(SKIP, file, verdict, reason);
        }
    }
}
