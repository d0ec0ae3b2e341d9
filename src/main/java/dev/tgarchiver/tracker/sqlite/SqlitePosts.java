package dev.tgarchiver.tracker.sqlite;

import dev.tgarchiver.model.Selection;
import dev.tgarchiver.model.post.Peer;
import dev.tgarchiver.model.post.Post;
import dev.tgarchiver.model.post.PostId;
import dev.tgarchiver.tracker.PostCatalog;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.file.PendingFile;
import dev.tgarchiver.tracker.post.HeldFile;
import dev.tgarchiver.tracker.post.IncompletePost;
import dev.tgarchiver.tracker.post.PostStatus;
import dev.tgarchiver.tracker.post.PostVersion;
import dev.tgarchiver.tracker.sqlite.channel.TopicTable;
import dev.tgarchiver.tracker.sqlite.database.Database;
import dev.tgarchiver.tracker.sqlite.post.HeldFiles;
import dev.tgarchiver.tracker.sqlite.post.MoreTable;
import dev.tgarchiver.tracker.sqlite.post.PeerTable;
import dev.tgarchiver.tracker.sqlite.post.RawTable;
import dev.tgarchiver.tracker.sqlite.post.SenderTable;
import dev.tgarchiver.tracker.topic.RecordedTopic;
import dev.tgarchiver.tracker.topic.TopicCatalog;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Reads posts, people and topics of a tracker in an SQLite database. */
abstract class SqlitePosts implements PostCatalog, TopicCatalog {

    private final Database database;

    SqlitePosts(Database database) {
        this.database = database;
    }

    final Database database() {
        return database;
    }

    @Override
    public final Optional<Post> post(PostId id) throws TrackerFailure {
        return database.read(sql -> RecordedPosts.find(sql, id));
    }

    @Override
    public final List<PostStatus> standings(long chatId, long from, long to) throws TrackerFailure {
        return database.read(sql -> RecordedPosts.standings(sql, chatId, from, to));
    }

    @Override
    public final String caption(Post post) throws TrackerFailure {
        return database.read(sql -> RecordedPosts.caption(sql, post));
    }

    @Override
    public final List<PostId> postsOf(long file) throws TrackerFailure {
        return database.read(sql -> RecordedPosts.ofFile(sql, file));
    }

    @Override
    public final List<Long> filesOf(Collection<PostId> posts) throws TrackerFailure {
        return database.read(sql -> RecordedPosts.filesOf(sql, posts));
    }

    @Override
    public final long postsToJudge(long chatId, Selection selection) throws TrackerFailure {
        return database.read(sql -> SelectionTable.postsToJudge(sql, chatId, selection));
    }

    @Override
    public final Map<Long, List<HeldFile>> heldFiles(long chatId, Collection<Long> messageIds) throws TrackerFailure {
        return database.read(sql -> HeldFiles.of(sql, chatId, messageIds));
    }

    @Override
    public OptionalLong firstSince(long chatId, Instant date) throws TrackerFailure {
        return database.read(sql -> RecordedPosts.firstSince(sql, chatId, date));
    }

    @Override
    public OptionalLong nextUnread(long chatId, long from) throws TrackerFailure {
        return database.read(sql -> RecordedPosts.nextUnread(sql, chatId, from));
    }

    @Override
    public long unread(long chatId) throws TrackerFailure {
        return database.read(sql -> RecordedPosts.unread(sql, chatId));
    }

    @Override
    public final List<IncompletePost> incomplete(long chatId, long from, long to, int limit) throws TrackerFailure {
        return database.read(sql -> MoreTable.incomplete(sql, chatId, from, to, limit));
    }

    @Override
    public final Set<Long> knownEmoji(long chatId, Collection<Long> ids) throws TrackerFailure {
        return database.read(sql -> MoreTable.knownEmoji(sql, chatId, ids));
    }

    @Override
    public final Optional<byte[]> imported(PostId post) throws TrackerFailure {
        return database.read(sql -> ImportedPosts.body(sql, post));
    }

    @Override
    public final List<PendingFile> missingFiles(PostId post) throws TrackerFailure {
        return database.read(sql -> ImportedPosts.missing(sql, post));
    }

    @Override
    public List<PostVersion> versions(PostId id) throws TrackerFailure {
        return database.read(sql -> RawTable.versions(sql, id));
    }

    @Override
    public Optional<Peer> peer(long id) throws TrackerFailure {
        return database.read(sql -> PeerTable.find(sql, id));
    }

    @Override
    public List<String> formerNames(long peer) throws TrackerFailure {
        return database.read(sql -> PeerTable.formerNames(sql, peer));
    }

    @Override
    public List<Peer> senders(long chatId) throws TrackerFailure {
        return database.read(sql -> SenderTable.of(sql, chatId));
    }

    @Override
    public List<RecordedTopic> topics(long chatId) throws TrackerFailure {
        return database.read(sql -> TopicTable.of(sql, chatId));
    }

    @Override
    public Optional<String> topicDirectory(long chatId, long number) throws TrackerFailure {
        return database.read(sql -> TopicTable.directory(sql, chatId, number));
    }
}
