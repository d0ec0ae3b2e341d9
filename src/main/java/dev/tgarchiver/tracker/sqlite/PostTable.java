package dev.tgarchiver.tracker.sqlite;

import dev.tgarchiver.model.post.IndexedText;
import dev.tgarchiver.model.post.Post;
import dev.tgarchiver.model.post.PostId;
import dev.tgarchiver.tracker.PostRecorder;
import dev.tgarchiver.tracker.file.FileTotals;
import dev.tgarchiver.tracker.post.IdRange;
import dev.tgarchiver.tracker.post.PageResult;
import dev.tgarchiver.tracker.sqlite.channel.ChannelTable;
import dev.tgarchiver.tracker.sqlite.channel.PostKey;
import dev.tgarchiver.tracker.sqlite.channel.RunTable;
import dev.tgarchiver.tracker.sqlite.channel.WalkedTable;
import dev.tgarchiver.tracker.sqlite.database.Sql;
import dev.tgarchiver.tracker.sqlite.file.FileTable;
import dev.tgarchiver.tracker.sqlite.post.MoreTable;
import dev.tgarchiver.tracker.sqlite.post.PackedPost;
import dev.tgarchiver.tracker.sqlite.post.PostPacker;
import dev.tgarchiver.tracker.sqlite.post.RawTable;
import dev.tgarchiver.tracker.sqlite.post.TextTable;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The table post. */
public final class PostTable {

    private static final String DELETED = "UPDATE post SET deleted_at = ? WHERE id = ? AND deleted_at = 0";

    /** The largest distance between posts of an album, which are ten at most and sent at once. */
    static final int ALBUM_REACH = 32;

    private PostTable() {}

    public static PageResult record(Sql sql, long chatId, Page page, IdRange walked, SelectionMatcher matcher)
            throws SQLException {
        PageResult result = record(sql, chatId, page, matcher);
        WalkedTable.add(sql, ChannelTable.requireRow(sql, chatId), walked);
        return result;
    }

    /**
     * Posts, and their raw messages as they are stored.
     *
     * @param words by which each of them is found
     * @param at when they were read
     */
    public record Page(List<Post> posts, Map<PostId, PackedPost> packed, Map<PostId, IndexedText> words, Instant at) {

        IndexedText wordsOf(Post post) {
            return Objects.requireNonNull(words.get(post.id()));
        }
    }

    public static PageResult record(Sql sql, long chatId, Page page, SelectionMatcher matcher) throws SQLException {
        long channel = ChannelTable.requireRow(sql, chatId);
        int newPosts = 0;
        int edited = 0;
        SelectionTable selection = new SelectionTable(sql, matcher, page.posts());
        DerivedTally derived = new DerivedTally(sql, channel);
        KnownPosts knownPosts = KnownPosts.of(sql, channel, page.posts());
        for (Post read : oldestFirst(page.posts())) {
            Post post = read;
            if (post.id().chatId() != chatId) {
                throw new IllegalArgumentException("post " + post.id() + " is not of channel " + chatId);
            }
            long key = PostKey.of(channel, post.id().messageId());
            Optional<PackedPost> packed = Optional.ofNullable(page.packed().get(post.id()));
            Optional<KnownPosts.Known> known = knownPosts.find(key);
            if (known.isPresent() && seconds(post.editDate()) < known.get().editDate()) {
                // An answer that was in flight when the edited post arrived.
                continue;
            }
            IndexedText words = page.wordsOf(read);
            if (packed.isPresent()
                    && known.isPresent()
                    && known.get().more().filter(MoreTable.State::kept).isPresent()) {
                MoreTable.Carried carried = MoreTable.carry(
                        sql, key, post, packed.get(), known.get().says(packed));
                post = carried.post();
                words = PostPacker.wordsOf(post);
                packed = Optional.of(carried.packed());
            }
            FileTable.Found file = FileTable.NO_FILE;
            if (post.media().isPresent()) {
                Long former = known.map(KnownPosts.Known::file).orElse(null);
                if (former != null && known.get().imported()) {
                    ImportedPosts.identify(sql, former, post);
                }
                file = FileTable.findOrAdd(sql, post, post.media().get(), key);
            }
            String skip = selection.judge(post);
            PostColumns columns = PostColumns.of(post);
            if (known.isEmpty()) {
                newPosts++;
                columns.insert(sql, key, post.date(), packed.isPresent() ? 1 : 0, file.id(), skip);
                FileTable.gained(sql, file, key);
                selection.settle(file, skip);
                AttachmentTable.record(sql, key, post, true, selection);
                derived.add(key, post.detail().attachments());
                TextTable.add(sql, key, post, words);
            } else if (isEdited(known.get(), post, packed, file.id())) {
                int version = known.get().version();
                if (packed.isPresent()) {
                    Optional<PackedPost> former = RawTable.newest(sql, key);
                    if (former.isPresent()) {
                        derived.takeBack(key, former.get());
                    }
                    derived.add(key, post.detail().attachments());
                    if (!known.get().isUnderstoodNow(packed.get())) {
                        version = RawTable.keep(sql, key);
                        edited++;
                    }
                }
                columns.update(sql, key, version, file.id(), skip);
                TextTable.put(sql, key, post, words);
                FileTable.gained(sql, file, key);
                FileTable.left(sql, known.get().file(), file.id(), key);
                selection.settle(file, skip);
                selection.settle(known.get().file());
                AttachmentTable.record(sql, key, post, false, selection);
            } else if (packed.isPresent() && known.get().hash().isEmpty()) {
                columns.update(sql, key, RawTable.next(sql, key), file.id(), skip);
                FileTable.gained(sql, file, key);
                FileTable.left(sql, known.get().file(), file.id(), key);
                selection.settle(file, skip);
                selection.settle(known.get().file());
                TextTable.put(sql, key, post, words);
                AttachmentTable.record(sql, key, post, false, selection);
                derived.add(key, post.detail().attachments());
            } else if (packed.isPresent()) {
                columns.count(sql, key);
            }
            if (packed.isPresent()) {
                RawTable.put(sql, key, packed.get(), page.at());
                Optional<MoreTable.State> more = known.flatMap(KnownPosts.Known::more);
                if (more.isPresent() || !packed.get().remainder().isNothing()) {
                    boolean same = known.isPresent() && known.get().says(packed);
                    boolean refused =
                            same && more.filter(MoreTable.State::refused).isPresent();
                    MoreTable.note(sql, channel, key, packed.get().remainder(), refused);
                }
            }
        }
        if (newPosts > 0 || edited > 0) {
            RunTable.countPosts(sql, newPosts, edited);
        }
        selection.judgeAlbums(channel);
        FileTotals added = selection.newlyPending();
        return new PageResult(newPosts, Math.toIntExact(added.files()), added.bytes(), edited);
    }

    /** A walk goes down, and rows that are inserted downwards leave a third of the database's pages empty. */
    private static List<Post> oldestFirst(List<Post> posts) {
        return posts.stream().sorted(Comparator.comparing(Post::id)).toList();
    }

    private static boolean isEdited(
            KnownPosts.Known known, Post post, Optional<PackedPost> packed, @Nullable Long file) {
        if (packed.isPresent() && known.hash().isPresent()) {
            // Telegram raises the date for reactions, too, and hides that of some edits.
            return !packed.get().hash().equals(known.hash().get());
        }
        if (known.imported()) {
            // An export has less of a post: only its text can be compared.
            return !post.text().equals(known.text())
                    && !(known.text().isEmpty() && seconds(post.editDate()) == known.editDate());
        }
        boolean dated = packed.isEmpty() && seconds(post.editDate()) > known.editDate();
        return dated
                || !post.type().equals(known.type())
                || !post.text().equals(known.text())
                || !post.entities().equals(known.entities())
                || !Objects.equals(file, known.file());
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

    private static long seconds(Optional<Instant> date) {
        return date.map(Instant::getEpochSecond).orElse(0L);
    }
}
