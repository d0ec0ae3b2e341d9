package dev.tgarchiver.tracker.sqlite;

import dev.tgarchiver.model.Selection;
import dev.tgarchiver.model.Stored;
import dev.tgarchiver.model.post.MediaKind;
import dev.tgarchiver.model.post.Peer;
import dev.tgarchiver.model.post.PostId;
import dev.tgarchiver.tracker.ChannelRow;
import dev.tgarchiver.tracker.ForgottenChannel;
import dev.tgarchiver.tracker.RemovalStep;
import dev.tgarchiver.tracker.Run;
import dev.tgarchiver.tracker.Stats;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.TrackerReader;
import dev.tgarchiver.tracker.file.FailedFile;
import dev.tgarchiver.tracker.file.FileContent;
import dev.tgarchiver.tracker.file.FilePlace;
import dev.tgarchiver.tracker.file.FileTotals;
import dev.tgarchiver.tracker.file.KnownFile;
import dev.tgarchiver.tracker.file.PendingFile;
import dev.tgarchiver.tracker.file.Retryable;
import dev.tgarchiver.tracker.file.StoredFile;
import dev.tgarchiver.tracker.post.Discussion;
import dev.tgarchiver.tracker.post.ReadThread;
import dev.tgarchiver.tracker.query.FoundPost;
import dev.tgarchiver.tracker.query.PostCursor;
import dev.tgarchiver.tracker.query.PostQuery;
import dev.tgarchiver.tracker.sqlite.channel.ChannelTable;
import dev.tgarchiver.tracker.sqlite.channel.DiscussionTable;
import dev.tgarchiver.tracker.sqlite.channel.ProfileTable;
import dev.tgarchiver.tracker.sqlite.channel.RunTable;
import dev.tgarchiver.tracker.sqlite.database.Database;
import dev.tgarchiver.tracker.sqlite.file.FailedFiles;
import dev.tgarchiver.tracker.sqlite.file.FilePlaces;
import dev.tgarchiver.tracker.sqlite.file.PendingKinds;
import dev.tgarchiver.tracker.sqlite.file.PendingTable;
import dev.tgarchiver.tracker.sqlite.file.StoredFiles;
import dev.tgarchiver.tracker.sqlite.query.Backlog;
import dev.tgarchiver.tracker.sqlite.query.NameTables;
import dev.tgarchiver.tracker.sqlite.query.PostRange;
import dev.tgarchiver.tracker.sqlite.query.SqliteCursor;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads a tracker in an SQLite database, through one connection. */
class SqliteReader extends SqlitePosts implements TrackerReader {

    SqliteReader(Database database) {
        super(database);
    }

    @Override
    public final List<ChannelRow> channels() throws TrackerFailure {
        return database().read(ChannelTable::all);
    }

    @Override
    public final Optional<ChannelRow> channel(long chatId) throws TrackerFailure {
        return database().read(sql -> ChannelTable.find(sql, chatId));
    }

    @Override
    public final List<ForgottenChannel> forgotten() throws TrackerFailure {
        return database().read(ChannelRemoval::started);
    }

    @Override
    public final RemovalStep nextRemoval(long chatId) throws TrackerFailure {
        return nextRemoval(chatId, ChannelRemoval.POSTS);
    }

    /** The same, starting with this many posts. */
    final RemovalStep nextRemoval(long chatId, int posts) throws TrackerFailure {
        return database().read(sql -> ChannelRemoval.next(sql, chatId, posts));
    }

    @Override
    public final List<FilePlace> placesOfOthersAfter(long chatId, long after, int limit) throws TrackerFailure {
        return database().read(sql -> ChannelRemoval.placesOfOthers(sql, chatId, after, limit));
    }

    @Override
    public final long postsToRead(long chatId, Selection selection) throws TrackerFailure {
        return database().read(sql -> Reselection.postsToRead(sql, chatId, selection));
    }

    @Override
    public final List<PendingFile> pending(Collection<Long> chatIds, int limit, Instant now) throws TrackerFailure {
        return database().read(sql -> PendingTable.due(sql, chatIds, limit, now));
    }

    @Override
    public final List<PendingFile> longestWaiting(Collection<Long> chatIds, int limit, Instant now)
            throws TrackerFailure {
        return database().read(sql -> PendingTable.longestWaiting(sql, chatIds, limit, now));
    }

    @Override
    public final List<PendingFile> pendingOf(Collection<Long> files, int limit, Instant now) throws TrackerFailure {
        return database().read(sql -> PendingTable.dueOf(sql, files, limit, now));
    }

    @Override
    public final Optional<Instant> nextDue(Collection<Long> chatIds, Instant now) throws TrackerFailure {
        return database().read(sql -> PendingTable.nextDue(sql, chatIds, now));
    }

    @Override
    public final Optional<Instant> nextDueOf(Collection<Long> files, Instant now) throws TrackerFailure {
        return database().read(sql -> PendingTable.nextDueOf(sql, files, now));
    }

    @Override
    public final FileTotals pendingAmount(Collection<Long> chatIds) throws TrackerFailure {
        return database().read(sql -> PendingTable.amount(sql, chatIds));
    }

    @Override
    public final Map<MediaKind, FileTotals> pendingKinds(Collection<Long> chatIds) throws TrackerFailure {
        return database().read(sql -> PendingKinds.of(sql, chatIds));
    }

    @Override
    public final Optional<Stored> toReplace(long file) throws TrackerFailure {
        return database().read(sql -> FilePlaces.toReplace(sql, file));
    }

    @Override
    public final Optional<StoredFile> done(long file) throws TrackerFailure {
        return database().read(sql -> StoredFiles.done(sql, file));
    }

    @Override
    public final List<StoredFile> doneAfter(long after, int limit) throws TrackerFailure {
        return database().read(sql -> StoredFiles.doneAfter(sql, after, limit));
    }

    @Override
    public final List<StoredFile> bySha256(String sha256) throws TrackerFailure {
        return database().read(sql -> StoredFiles.doneWithBytes(sql, sha256));
    }

    @Override
    public final Optional<KnownFile> known(long file) throws TrackerFailure {
        return database().read(sql -> StoredFiles.known(sql, file));
    }

    @Override
    public final List<FilePlace> placesAfter(long after, int limit) throws TrackerFailure {
        return database().read(sql -> FilePlaces.places(sql, after, limit));
    }

    @Override
    public final List<FileContent> contentsAfter(long after, int limit) throws TrackerFailure {
        return database().read(sql -> StoredFiles.contents(sql, after, limit));
    }

    @Override
    public final FileTotals notDoneContents() throws TrackerFailure {
        return database().read(StoredFiles::notDoneContents);
    }

    @Override
    public final List<FailedFile> failed(Collection<Long> chatIds, int limit) throws TrackerFailure {
        return database().read(sql -> FailedFiles.failed(sql, chatIds, limit));
    }

    @Override
    public final List<Retryable> retryable(Collection<Long> chatIds, Instant before) throws TrackerFailure {
        return database().read(sql -> FailedFiles.retryable(sql, chatIds, before));
    }

    @Override
    public final List<Run> lastRuns(int count) throws TrackerFailure {
        return database().read(sql -> RunTable.last(sql, count));
    }

    @Override
    public final Stats stats() throws TrackerFailure {
        return database().read(TallyTables::of);
    }

    @Override
    public final List<String> integrityCheck() throws TrackerFailure {
        try {
            return database().read(Integrity::problems);
        } catch (TrackerFailure e) {
            if (e.kind() == TrackerFailure.Kind.DAMAGED) {
                return List.of(String.valueOf(e.getMessage()));
            }
            throw e;
        }
    }

    @Override
    public final List<Discussion> discussions() throws TrackerFailure {
        return database().read(DiscussionTable::all);
    }

    @Override
    public final List<ReadThread> threadsToRead(long chatId, long after, int limit) throws TrackerFailure {
        return database().read(sql -> DiscussionTable.toRead(sql, chatId, after, limit));
    }

    @Override
    public final long threadsToRead(long chatId) throws TrackerFailure {
        return database().read(sql -> DiscussionTable.toRead(sql, chatId));
    }

    @Override
    public final Map<PostId, List<PostId>> pendingComments(Discussion discussion) throws TrackerFailure {
        return database().read(sql -> DiscussionTable.withPending(sql, discussion));
    }

    @Override
    public final List<PostId> comments(PostId post) throws TrackerFailure {
        return database().read(sql -> DiscussionTable.comments(sql, post));
    }

    @Override
    public final List<ProfileVersion> profiles(long chatId) throws TrackerFailure {
        return database().read(sql -> {
            OptionalLong row = ChannelTable.row(sql, chatId);
            return row.isEmpty() ? List.of() : ProfileTable.of(sql, row.getAsLong());
        });
    }

    @Override
    public final Optional<byte[]> picture(String uniqueId) throws TrackerFailure {
        return database().read(sql -> ProfileTable.picture(sql, uniqueId));
    }

    @Override
    public List<FoundPost> numbered(long chatId, long first, long last) throws TrackerFailure {
        return database().read(sql -> PostRange.read(sql, chatId, first, last));
    }

    @Override
    public PostCursor find(PostQuery query) throws TrackerFailure {
        return SqliteCursor.open(database(), query);
    }

    @Override
    public long notIndexed() throws TrackerFailure {
        return database().read(Backlog::left);
    }

    @Override
    public List<Peer> peersNamed(String name) throws TrackerFailure {
        return database().read(sql -> NameTables.peers(sql, name));
    }

    @Override
    public void close() throws TrackerFailure {
        database().close();
    }
}
