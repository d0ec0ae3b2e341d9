package dev.tgarchiver.tracker;

import dev.tgarchiver.model.MediaKind;
import dev.tgarchiver.model.Post;
import dev.tgarchiver.model.PostId;
import dev.tgarchiver.model.Selection;
import dev.tgarchiver.model.Stored;
import dev.tgarchiver.tracker.sqlite.ChannelRemoval;
import dev.tgarchiver.tracker.sqlite.ChannelTable;
import dev.tgarchiver.tracker.sqlite.Database;
import dev.tgarchiver.tracker.sqlite.FileTable;
import dev.tgarchiver.tracker.sqlite.Integrity;
import dev.tgarchiver.tracker.sqlite.PendingKinds;
import dev.tgarchiver.tracker.sqlite.PendingTable;
import dev.tgarchiver.tracker.sqlite.PostTable;
import dev.tgarchiver.tracker.sqlite.RunTable;
import dev.tgarchiver.tracker.sqlite.SelectionTable;
import dev.tgarchiver.tracker.sqlite.Statistics;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the tracker. Thread-safe; calls wait for each other and for the disk, each sees one state of the archive, and
 * takes milliseconds unless stated otherwise, however large the archive is. An unknown chat id is a channel without
 * posts.
 */
public sealed class TrackerReader implements AutoCloseable permits Tracker {

    private final Database database;

    TrackerReader(Database database) {
        this.database = database;
    }

    final Database database() {
        return database;
    }

    /** All channels, in the order in which they were first remembered. */
    public final List<ChannelRow> channels() throws TrackerFailure {
        return database.read(ChannelTable::all);
    }

    /** One channel, if it is known. */
    public final Optional<ChannelRow> channel(long chatId) throws TrackerFailure {
        return database.read(sql -> ChannelTable.find(sql, chatId));
    }

    /** Channels whose remains have to be removed: {@link Tracker#startForgetting}. */
    public final List<ForgottenChannel> forgotten() throws TrackerFailure {
        return database.read(ChannelRemoval::started);
    }

    /**
     * The next posts and files to remove of a channel that is being forgotten; an empty step when nothing is left. Up
     * to a second if other channels hold a million files.
     */
    public final RemovalStep nextRemoval(long chatId) throws TrackerFailure {
        return nextRemoval(chatId, ChannelRemoval.POSTS);
    }

    /** The same, starting with this many posts. */
    final RemovalStep nextRemoval(long chatId, int posts) throws TrackerFailure {
        return database.read(sql -> ChannelRemoval.next(sql, chatId, posts));
    }

    /**
     * The places of the files that stay in the archive after a channel is forgotten, by id, in portions as {@link
     * #placesAfter}. A few seconds for a million files.
     */
    public final List<FilePlace> placesOfOthersAfter(long chatId, long after, int limit) throws TrackerFailure {
        return database.read(sql -> ChannelRemoval.placesOfOthers(sql, chatId, after, limit));
    }

    /** A post as it was last recorded, if it is known. Its media has the size on disk once the file is stored. */
    public final Optional<Post> post(PostId id) throws TrackerFailure {
        return database.read(sql -> PostTable.find(sql, id));
    }

    /** The state of a channel's known posts whose ids are in a range, oldest first. */
    public final List<PostStatus> standings(long chatId, long from, long to) throws TrackerFailure {
        return database.read(sql -> PostTable.standings(sql, chatId, from, to));
    }

    /** A post's caption: its own text or, where an album has one caption for all its posts, that. */
    public final String caption(Post post) throws TrackerFailure {
        return database.read(sql -> PostTable.caption(sql, post));
    }

    /** All posts that hold the file, in any channel, oldest first. */
    public final List<PostId> postsOf(long file) throws TrackerFailure {
        return database.read(sql -> PostTable.ofFile(sql, file));
    }

    /** The files that these posts hold, each once. Reads each post. */
    public final List<Long> filesOf(Collection<PostId> posts) throws TrackerFailure {
        return database.read(sql -> PostTable.filesOf(sql, posts));
    }

    /**
     * Files to fetch: smallest first, the older post first among equals, none whose next attempt is not due yet. A file
     * that several of the channels hold is returned once; any channel that holds a file finds it.
     */
    public final List<PendingFile> pending(Collection<Long> chatIds, int limit, Instant now) throws TrackerFailure {
        return database.read(sql -> PendingTable.due(sql, chatIds, limit, now));
    }

    /** The pending and due ones of these files, in the order of {@link #pending}. Reads each of them. */
    public final List<PendingFile> pendingOf(Collection<Long> files, int limit, Instant now) throws TrackerFailure {
        return database.read(sql -> PendingTable.dueOf(sql, files, limit, now));
    }

    /** As {@link #nextDue}, of these files. Reads each of them. */
    public final Optional<Instant> nextDueOf(Collection<Long> files, Instant now) throws TrackerFailure {
        return database.read(sql -> PendingTable.nextDueOf(sql, files, now));
    }

    /** The same files in the order in which they were first seen, whatever their size. */
    public final List<PendingFile> longestWaiting(Collection<Long> chatIds, int limit, Instant now)
            throws TrackerFailure {
        return database.read(sql -> PendingTable.longestWaiting(sql, chatIds, limit, now));
    }

    /** When the first of the pending files that are not due yet becomes due; empty if all are due, or none is left. */
    public final Optional<Instant> nextDue(Collection<Long> chatIds, Instant now) throws TrackerFailure {
        return database.read(sql -> PendingTable.nextDue(sql, chatIds, now));
    }

    /** How much is pending in these channels, due or not. */
    public final FileTotals pendingAmount(Collection<Long> chatIds) throws TrackerFailure {
        return database.read(sql -> PendingTable.amount(sql, chatIds));
    }

    /** What is pending in these channels, due or not, by kind. Seconds for a million files. */
    public final Map<MediaKind, FileTotals> pendingKinds(Collection<Long> chatIds) throws TrackerFailure {
        return database.read(sql -> PendingKinds.of(sql, chatIds));
    }

    /** The file, if it is in the archive. */
    public final Optional<StoredFile> done(long file) throws TrackerFailure {
        return database.read(sql -> FileTable.done(sql, file));
    }

    /**
     * Files in the archive with a higher id than {@code after}, by id: all of them, in portions, when started with 0
     * and continued with the last one's id.
     */
    public final List<StoredFile> doneAfter(long after, int limit) throws TrackerFailure {
        return database.read(sql -> FileTable.doneAfter(sql, after, limit));
    }

    /** The files in the archive that have these bytes, by id. */
    public final List<StoredFile> bySha256(String sha256) throws TrackerFailure {
        return database.read(sql -> FileTable.doneWithBytes(sql, sha256));
    }

    /** The file, if it is in the archive or ever was. */
    public final Optional<KnownFile> known(long file) throws TrackerFailure {
        return database.read(sql -> FileTable.known(sql, file));
    }

    /**
     * The places of all files that have one, whatever their state, by id, in portions as {@link #doneAfter}. Cheaper
     * than that.
     */
    public final List<FilePlace> placesAfter(long after, int limit) throws TrackerFailure {
        return database.read(sql -> FileTable.places(sql, after, limit));
    }

    /**
     * The expected content of files that are or were in the archive, whatever their state, by id, in portions as {@link
     * #doneAfter}, and cheaper than that.
     */
    public final List<FileContent> contentsAfter(long after, int limit) throws TrackerFailure {
        return database.read(sql -> FileTable.contents(sql, after, limit));
    }

    /** How much of {@link #contentsAfter} is not in the archive now. Up to a second for a million files. */
    public final FileTotals notDoneContents() throws TrackerFailure {
        return database.read(FileTable::notDoneContents);
    }

    /** The earlier state of a pending file that is fetched again to replace the one at its place. */
    public final Optional<Stored> toReplace(long file) throws TrackerFailure {
        return database.read(sql -> FileTable.toReplace(sql, file));
    }

    /**
     * How many of a remembered channel's posts {@link Tracker#select} would have to judge again for this selection; 0 when
     * it was the last one.
     */
    public final long postsToJudge(long chatId, Selection selection) throws TrackerFailure {
        return database.read(sql -> SelectionTable.postsToJudge(sql, chatId, selection));
    }

    /** Failed files, channel by channel, older posts first. */
    public final List<FailedFile> failed(Collection<Long> chatIds, int limit) throws TrackerFailure {
        return database.read(sql -> FileTable.failed(sql, chatIds, limit));
    }

    /**
     * The channels' failed files that later runs retry by themselves, by channel; a file that several of them hold
     * counts once. Channels without any are left out. Reads each such file.
     *
     * @param before separates files that failed before it from the others
     */
    public final List<Retryable> retryable(Collection<Long> chatIds, Instant before) throws TrackerFailure {
        return database.read(sql -> FileTable.retryable(sql, chatIds, before));
    }

    /** The last runs, latest first. */
    public final List<Run> lastRuns(int count) throws TrackerFailure {
        return database.read(sql -> RunTable.last(sql, count));
    }

    /** What the archive holds. */
    public final Stats stats() throws TrackerFailure {
        return database.read(Statistics::of);
    }

    /**
     * Reads the whole file and counts everything again: seconds for a large archive, during which other calls wait.
     *
     * @return the problems, in words for the user; empty if there are none
     */
    public final List<String> integrityCheck() throws TrackerFailure {
        try {
            return database.read(Integrity::problems);
        } catch (TrackerFailure e) {
            if (e.kind() == TrackerFailure.Kind.DAMAGED) {
                return List.of(String.valueOf(e.getMessage()));
            }
            throw e;
        }
    }

    /** Closes the file. Running calls end first; later ones throw {@link IllegalStateException}. */
    @Override
    public final void close() throws TrackerFailure {
        database.close();
    }
}
