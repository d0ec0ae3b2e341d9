package dev.tgarchiver.tracker.sqlite;

import dev.tgarchiver.model.Selection;
import dev.tgarchiver.model.Stored;
import dev.tgarchiver.model.post.Peer;
import dev.tgarchiver.model.post.Post;
import dev.tgarchiver.model.post.PostId;
import dev.tgarchiver.model.post.Topic;
import dev.tgarchiver.model.post.TopicChange;
import dev.tgarchiver.time.Time;
import dev.tgarchiver.tracker.ChannelRegistry;
import dev.tgarchiver.tracker.PostImport;
import dev.tgarchiver.tracker.PostRecorder;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.post.Completed;
import dev.tgarchiver.tracker.post.Discussion;
import dev.tgarchiver.tracker.post.IdRange;
import dev.tgarchiver.tracker.post.ImportedPost;
import dev.tgarchiver.tracker.post.PageResult;
import dev.tgarchiver.tracker.post.ReadThread;
import dev.tgarchiver.tracker.post.SelectionChange;
import dev.tgarchiver.tracker.sqlite.channel.ChannelTable;
import dev.tgarchiver.tracker.sqlite.channel.DiscussionTable;
import dev.tgarchiver.tracker.sqlite.channel.TopicTable;
import dev.tgarchiver.tracker.sqlite.database.Database;
import dev.tgarchiver.tracker.sqlite.database.GroupCommit;
import dev.tgarchiver.tracker.sqlite.database.Portions;
import dev.tgarchiver.tracker.sqlite.database.SparseSync;
import dev.tgarchiver.tracker.sqlite.post.PeerTable;
import dev.tgarchiver.tracker.sqlite.post.PostPacker;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Records posts in the tracker, and judges their files by their channels' selections. */
abstract class SqliteRecorder extends SqliteReader implements PostRecorder, PostImport {

    static final SelectionMatcher EVERYTHING = new SelectionMatcher(Selection.EVERYTHING);

    private final Map<Long, SelectionMatcher> selectors = new ConcurrentHashMap<>();

    private final Portions portions;
    private final SparseSync sparse;
    private final Reselection reselection;
    private final PostPacker packer = new PostPacker();
    private final Time time;

    SqliteRecorder(Database database, Time time) {
        super(database);
        this.time = time;
        portions = new Portions(database);
        sparse = new SparseSync(database, time);
        reselection = new Reselection(database, portions);
    }

    final Instant now() {
        return time.now();
    }

    final Portions portions() {
        return portions;
    }

    /** Forgets by which selection the channel's new posts are judged. */
    final void forgetSelection(long chatId) {
        selectors.remove(chatId);
    }

    /** See {@link ChannelRegistry#select}. */
    public final SelectionChange select(long chatId, Selection selection) throws TrackerFailure, InterruptedException {
        SelectionMatcher matcher = new SelectionMatcher(selection);
        SelectionChange all = reselection.run(chatId, selection, matcher);
        selectors.put(chatId, matcher);
        return all;
    }

    /** See {@link ChannelRegistry#keepSelection}. */
    public final void keepSelection(long chatId) throws TrackerFailure {
        Optional<Selection> current = database().read(sql -> SelectionTable.current(sql, chatId));
        if (current.isEmpty()) {
            write(sql -> SelectionTable.forget(sql, chatId));
        }
        selectors.put(chatId, current.map(SelectionMatcher::new).orElse(EVERYTHING));
    }

    @Override
    public PageResult recordPage(long chatId, List<Post> posts, IdRange walked) throws TrackerFailure {
        SelectionMatcher matcher = selectors.getOrDefault(chatId, EVERYTHING);
        PostTable.Page page = page(posts);
        // A power cut may undo pages, which are walked again; but not rows of files, by whose numbers disk and queue
        // go.
        return posts.stream().anyMatch(SqliteRecorder::holdsFiles)
                ? database().write(sql -> PostTable.record(sql, chatId, page, walked, matcher))
                : sparse.write(sql -> PostTable.record(sql, chatId, page, walked, matcher));
    }

    @Override
    public void recordNewest(long chatId, long newest) throws TrackerFailure {
        write(sql -> ChannelTable.see(sql, ChannelTable.requireRow(sql, chatId), newest));
    }

    @Override
    public PageResult recordPosts(long chatId, List<Post> posts) throws TrackerFailure {
        SelectionMatcher matcher = selectors.getOrDefault(chatId, EVERYTHING);
        PostTable.Page page = page(posts);
        return database().write(sql -> PostTable.record(sql, chatId, page, matcher));
    }

    @Override
    public List<PostId> recordNamed(long chatId, List<Post> posts, Selection selection) throws TrackerFailure {
        SelectionMatcher matcher = new SelectionMatcher(selection);
        PostTable.Page page = page(posts);
        return database().write(sql -> NamedPosts.record(sql, chatId, page, matcher));
    }

    @Override
    public PageResult recordMissed(long chatId, List<Post> posts) throws TrackerFailure {
        PostTable.Page page = page(posts);
        return database().write(sql -> {
            PageResult result = PostTable.record(sql, chatId, page, EVERYTHING);
            SelectionTable.forget(sql, chatId);
            return result;
        });
    }

    @Override
    public PageResult recordCompleted(long chatId, Completed completed) throws TrackerFailure {
        SelectionMatcher matcher = selectors.getOrDefault(chatId, EVERYTHING);
        PostTable.Page page = page(completed.posts());
        return database().write(sql -> Completion.record(sql, chatId, page, completed, matcher));
    }

    @Override
    public Set<PostId> recordImported(long chatId, List<ImportedPost> posts) throws TrackerFailure {
        SelectionMatcher matcher = selectors.getOrDefault(chatId, EVERYTHING);
        List<ImportedPost> unknown = database().read(sql -> ImportedPosts.unknown(sql, chatId, posts));
        if (unknown.isEmpty()) {
            return Set.of();
        }
        PostTable.Page page = page(unknown.stream().map(ImportedPost::post).toList());
        Map<PostId, byte[]> bodies = packer.bodies(unknown);
        return database().write(sql -> ImportedPosts.record(sql, chatId, unknown, page, bodies, matcher));
    }

    @Override
    public boolean importFile(long file, Stored stored, Instant at) throws TrackerFailure {
        return database().write(sql -> ImportedPosts.done(sql, file, stored, at));
    }

    @Override
    public int recordDeleted(long chatId, Collection<Long> messageIds, Instant at) throws TrackerFailure {
        return portions.write(messageIds, (sql, ids) -> PostTable.deleted(sql, chatId, ids, at));
    }

    @Override
    public final void recordDiscussion(Discussion discussion) throws TrackerFailure {
        write(sql -> DiscussionTable.put(sql, discussion));
    }

    @Override
    public final void recordThread(ReadThread thread) throws TrackerFailure {
        write(sql -> DiscussionTable.read(sql, thread));
    }

    @Override
    public void recordPeers(Collection<Peer> peers) throws TrackerFailure {
        write(sql -> PeerTable.record(sql, peers, time.now()));
    }

    @Override
    public void recordTopics(long chatId, Collection<Topic> topics) throws TrackerFailure {
        write(sql -> TopicTable.record(sql, chatId, topics, time.now()));
    }

    @Override
    public void recordTopicChanges(long chatId, Collection<TopicChange> changes) throws TrackerFailure {
        write(sql -> TopicTable.recordChanges(sql, chatId, changes));
    }

    @Override
    public void recordTopicsDeleted(long chatId, Collection<Long> numbers, Instant at) throws TrackerFailure {
        write(sql -> TopicTable.deleted(sql, chatId, numbers, at));
    }

    @Override
    public void close() throws TrackerFailure {
        packer.close();
        super.close();
    }

    private static boolean holdsFiles(Post post) {
        return post.media().isPresent() || !post.detail().attachments().isEmpty();
    }

    private PostTable.Page page(List<Post> posts) {
        return new PostTable.Page(posts, packer.pack(posts), packer.words(posts), time.now());
    }

    final void write(GroupCommit.Change change) throws TrackerFailure {
        boolean unused = database().write(sql -> {
            change.run(sql);
            return true;
        });
    }
}
