package dev.tgarchiver.tracker.sqlite;

import dev.tgarchiver.model.Channel;
import dev.tgarchiver.model.ChatProfile;
import dev.tgarchiver.model.RelativePath;
import dev.tgarchiver.model.Selection;
import dev.tgarchiver.model.Stored;
import dev.tgarchiver.model.post.PostId;
import dev.tgarchiver.time.Time;
import dev.tgarchiver.tracker.ChannelRow;
import dev.tgarchiver.tracker.Reindexing;
import dev.tgarchiver.tracker.RemovalStep;
import dev.tgarchiver.tracker.Tracker;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.TrackerReader;
import dev.tgarchiver.tracker.file.ReturnedFile;
import dev.tgarchiver.tracker.post.ReindexCounts;
import dev.tgarchiver.tracker.sqlite.channel.ChannelTable;
import dev.tgarchiver.tracker.sqlite.channel.ProfileTable;
import dev.tgarchiver.tracker.sqlite.channel.RunTable;
import dev.tgarchiver.tracker.sqlite.database.Database;
import dev.tgarchiver.tracker.sqlite.database.GroupCommit;
import dev.tgarchiver.tracker.sqlite.database.Migration;
import dev.tgarchiver.tracker.sqlite.database.Portions;
import dev.tgarchiver.tracker.sqlite.database.Schema;
import dev.tgarchiver.tracker.sqlite.file.ClaimTable;
import dev.tgarchiver.tracker.sqlite.file.FailedFiles;
import dev.tgarchiver.tracker.sqlite.file.FilePlaces;
import dev.tgarchiver.tracker.sqlite.file.FileTable;
import dev.tgarchiver.tracker.sqlite.file.QueuedFiles;
import dev.tgarchiver.tracker.sqlite.query.Backlog;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * The tracker in an SQLite database: writes through one connection, and commits simultaneous changes together. Other
 * processes may read meanwhile.
 */
public final class SqliteTracker extends SqliteRecorder implements Tracker {

    private static final Duration BUSY_TIMEOUT = Duration.ofSeconds(10);

    private final GroupCommit together;
    private final Portions portions;

    private SqliteTracker(Database database, Time time) {
        super(database, time);
        together = new GroupCommit(this::write);
        portions = portions();
    }

    /**
     * Opens the tracker for writing, creates it (readable by its owner only) if it is missing, and migrates it if an
     * older archiver wrote it.
     */
    public static SqliteTracker open(Path file) throws TrackerFailure {
        return open(file, Migration.Listener.NONE);
    }

    /** The same, with a listener that hears of a migration before it starts. */
    public static SqliteTracker open(Path file, Migration.Listener listener) throws TrackerFailure {
        return new SqliteTracker(Database.open(file, BUSY_TIMEOUT, Schema.current(), listener), Time.SYSTEM);
    }

    static SqliteTracker open(Path file, Duration busyTimeout, Schema schema) throws TrackerFailure {
        return new SqliteTracker(Database.open(file, busyTimeout, schema), Time.SYSTEM);
    }

    /**
     * Opens the tracker for reading, also while another process writes.
     *
     * @throws TrackerFailure of the kind MISSING when nothing has been archived yet
     */
    public static TrackerReader openReadOnly(Path file) throws TrackerFailure {
        return new SqliteReader(Database.openReadOnly(file, BUSY_TIMEOUT, Schema.current()));
    }

    /**
     * Writes a copy of a tracker, readable by its owner only, also while it is open. Takes seconds for a large one.
     *
     * @param copy an empty or missing file
     */
    public static void copy(Path file, Path copy) throws TrackerFailure {
        Database.copy(file, copy, BUSY_TIMEOUT);
    }

    @Override
    public ChannelRow remember(Channel channel, Function<Set<String>, String> chooseDirectory) throws TrackerFailure {
        return database().write(sql -> ChannelTable.remember(sql, channel, chooseDirectory));
    }

    @Override
    public ChannelRow continueHistory(long earlier, long supergroup) throws TrackerFailure {
        return database().write(sql -> {
            if (ChannelTable.row(sql, earlier).isEmpty()) {
                Channel group = new Channel(earlier, "", Optional.empty(), Channel.Type.GROUP);
                ChannelRow unused = ChannelTable.remember(sql, group, taken -> ChannelTable.noDirectory(earlier));
            }
            ChannelTable.join(sql, earlier, supergroup);
            return ChannelTable.find(sql, earlier).orElseThrow();
        });
    }

    @Override
    public void recordProfile(ChatProfile profile) throws TrackerFailure {
        write(sql -> ProfileTable.record(sql, profile, now()));
    }

    @Override
    public void recordPicture(String uniqueId, byte[] picture) throws TrackerFailure {
        write(sql -> ProfileTable.recordPicture(sql, uniqueId, picture, now()));
    }

    @Override
    public ReindexCounts reindex(long chatId, Reindexing.Listener listener)
            throws TrackerFailure, InterruptedException {
        Optional<Selection> current = database().read(sql -> SelectionTable.current(sql, chatId));
        SelectionMatcher matcher = current.map(SelectionMatcher::new).orElse(EVERYTHING);
        return new Reindex(database(), portions, matcher, listener).run(chatId);
    }

    @Override
    public int indexNext() throws TrackerFailure {
        return new Backlog(database(), portions).next();
    }

    @Override
    public void endReindex(Collection<Long> chatIds) throws TrackerFailure {
        write(sql -> {
            for (long channel : ChannelTable.rows(sql, chatIds)) {
                ReindexTable.remove(sql, channel);
            }
        });
    }

    @Override
    public void forgetUnread(long chatId) throws TrackerFailure {
        write(sql -> {
            Optional<ChannelRow> channel = ChannelTable.find(sql, chatId);
            if (channel.isPresent() && ChannelRemoval.isUnread(sql, channel.get())) {
                ChannelRemoval.start(sql, chatId, false);
                for (long part : channel.get().chats()) {
                    ChannelRemoval.end(sql, part);
                }
            }
        });
    }

    @Override
    public void startForgetting(long chatId, boolean deleteFiles) throws TrackerFailure {
        write(sql -> ChannelRemoval.start(sql, chatId, deleteFiles));
    }

    @Override
    public void removeStep(long chatId, RemovalStep step) throws TrackerFailure {
        boolean unused = portions.write(sql -> {
            ChannelRemoval.remove(sql, chatId, step);
            return true;
        });
    }

    @Override
    public void endForgetting(long chatId) throws TrackerFailure {
        write(sql -> ChannelRemoval.end(sql, chatId));
        forgetSelection(chatId);
    }

    @Override
    public Set<Long> claim(Collection<Long> files, Instant now, Instant until) throws TrackerFailure {
        return database().writeUnsynced(sql -> ClaimTable.claim(sql, files, now, until));
    }

    @Override
    public int renew(Instant until) throws TrackerFailure {
        return database().writeUnsynced(sql -> ClaimTable.renew(sql, until));
    }

    @Override
    public int releaseOthers() throws TrackerFailure {
        return database().writeUnsynced(ClaimTable::releaseOthers);
    }

    @Override
    public boolean done(long file, Stored stored, Instant at, String worker) throws TrackerFailure {
        AtomicBoolean done = new AtomicBoolean();
        together.write(sql -> done.set(QueuedFiles.done(sql, file, stored, at, worker)));
        return done.get();
    }

    @Override
    public boolean retryLater(long file, String reason, Instant next) throws TrackerFailure {
        return database().write(sql -> QueuedFiles.retryLater(sql, file, reason, next));
    }

    @Override
    public boolean postpone(long file, Instant next) throws TrackerFailure {
        return database().write(sql -> QueuedFiles.postpone(sql, file, next));
    }

    @Override
    public boolean fail(long file, String cause, String reason, Instant at) throws TrackerFailure {
        return database().write(sql -> QueuedFiles.fail(sql, file, cause, reason, at));
    }

    @Override
    public int skip(Collection<Long> files, String cause, String reason, Instant at) throws TrackerFailure {
        return portions.write(files, (sql, portion) -> QueuedFiles.skip(sql, portion, cause, reason, at));
    }

    @Override
    public int makeDueNow(Instant latest) throws TrackerFailure {
        List<Long> late = database().read(sql -> QueuedFiles.dueAfter(sql, latest));
        return portions.write(late, (sql, files) -> QueuedFiles.makeDueNow(sql, files, latest));
    }

    @Override
    public int retryFailed(Collection<Long> chatIds) throws TrackerFailure {
        Set<Long> failed = database().read(sql -> FailedFiles.failedOf(sql, chatIds));
        return portions.write(failed, (sql, files) -> FailedFiles.retry(sql, files, true));
    }

    @Override
    public int retryDue(Collection<Long> chatIds, Instant now) throws TrackerFailure {
        Set<Long> due = database().read(sql -> FailedFiles.dueAgain(sql, chatIds, now));
        return portions.write(due, (sql, files) -> FailedFiles.retry(sql, files, false));
    }

    @Override
    public boolean changeOrigin(long file, PostId post) throws TrackerFailure {
        return database().write(sql -> FileTable.changeOrigin(sql, file, post));
    }

    @Override
    public int remove(Collection<Long> files, Instant at) throws TrackerFailure {
        return portions.write(files, (sql, portion) -> FilePlaces.remove(sql, portion, at));
    }

    @Override
    public int wantAgain(Collection<Long> files) throws TrackerFailure {
        return portions.write(files, FilePlaces::wantAgain);
    }

    @Override
    public int replace(Collection<Long> files) throws TrackerFailure {
        return portions.write(files, FilePlaces::replace);
    }

    @Override
    public int takeIn(Collection<ReturnedFile> files, Instant at) throws TrackerFailure {
        return database().write(sql -> FilePlaces.takeIn(sql, files, at));
    }

    @Override
    public void vacate(Collection<Long> files) throws TrackerFailure {
        write(sql -> FilePlaces.vacate(sql, files));
    }

    @Override
    public void move(Map<Long, RelativePath> paths) throws TrackerFailure {
        write(sql -> FilePlaces.move(sql, paths));
    }

    @Override
    public long startRun(long pid, Instant processStart, String bootId, Commands commands, Instant at)
            throws TrackerFailure {
        return database().write(sql -> RunTable.start(sql, pid, processStart, bootId, commands, at));
    }

    @Override
    public void finishRun(long run, String outcome, long files, long bytes, long failed, Instant at)
            throws TrackerFailure {
        write(sql -> RunTable.finish(sql, run, outcome, files, bytes, failed, at));
    }

    @Override
    public void checkpoint() throws TrackerFailure {
        database().checkpoint();
    }
}
