package dev.tgarchiver.tracker;

import dev.tgarchiver.model.Channel;
import dev.tgarchiver.model.FailureCause;
import dev.tgarchiver.model.Post;
import dev.tgarchiver.model.PostId;
import dev.tgarchiver.model.RelativePath;
import dev.tgarchiver.model.Selection;
import dev.tgarchiver.model.Stored;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Writes the tracker: for the one process that archives. Each call is one transaction that is on the disk when it
 * returns; a call that throws has changed nothing. Those that may change very many rows are made of several such
 * transactions, none longer than some 100 ms, and pause between them so that other processes get their turn; one that
 * throws, or is killed, has changed whole portions. Thread-safe, for any number of workers.
 *
 * <p>A file is {@code pending} from the moment a post with it is recorded, until it is {@code done}, {@code failed}
 * (given up), {@code skipped} (not wanted, with the cause) or {@code removed} (was done, is only remembered). Methods
 * that take a pending file further leave a file alone that is not pending any more.
 */
public final class Tracker extends TrackerReader {

    /** The cause of {@code skipped} for a file that no post holds any more, because the post was edited. */
    public static final String REPLACED = "replaced";

    private static final Duration BUSY_TIMEOUT = Duration.ofSeconds(10);

    private static final SelectionMatcher EVERYTHING = new SelectionMatcher(Selection.EVERYTHING);

    private final Map<Long, SelectionMatcher> selectors = new ConcurrentHashMap<>();

    private final GroupCommit together;
    private final Portions portions;

    private Tracker(Database database) {
        super(database);
        together = new GroupCommit(this::write);
        portions = new Portions(database);
    }

    /**
     * Opens the tracker for writing, creates it (for its owner's eyes only) if there is none, and brings it up to date
     * if an older archiver wrote it.
     */
    public static Tracker open(Path file) throws TrackerFailure {
        return open(file, BUSY_TIMEOUT, Schema.current());
    }

    /**
     * Opens the tracker for reading, also while another process writes.
     *
     * @throws TrackerFailure of the kind MISSING when nothing has been archived yet
     */
    public static TrackerReader openReadOnly(Path file) throws TrackerFailure {
        return new TrackerReader(Database.openReadOnly(file, BUSY_TIMEOUT, Schema.current()));
    }

    /**
     * Puts what can be read of a damaged tracker into a new one that takes its place; the damaged one is kept beside it.
     * Nobody may have it open. Takes about as long as reading all of it, some seconds more where much is damaged.
     *
     * @return empty, and nothing is changed, when the tracker is sound
     * @throws TrackerFailure when there is none, it is not this program's, or the disk does not allow it
     */
    public static Optional<RecoveryReport> recover(Path file, Instant now) throws TrackerFailure {
        return new DamagedTracker(file).recover(now);
    }

    /**
     * Writes a copy of a tracker as it is now, for its owner's eyes only, also while it is open. Takes seconds for a large one.
     *
     * @param copy an empty file, or one that is not there
     */
    public static void copy(Path file, Path copy) throws TrackerFailure {
        Database.copy(file, copy, BUSY_TIMEOUT);
    }

    /** Pending files whose next attempt is later than {@code latest} become due at once. Returns how many. */
    public int makeDueNow(Instant latest) throws TrackerFailure {
        List<Long> late = database().read(sql -> FileTable.dueAfter(sql, latest));
        return portions.write(late, (sql, files) -> FileTable.makeDueNow(sql, files, latest));
    }

    static Tracker open(Path file, Duration busyTimeout, Schema schema) throws TrackerFailure {
        return new Tracker(Database.open(file, busyTimeout, schema));
    }

    /**
     * Remembers a channel: what it is called now, and at first sight the folder that is its own from then on.
     *
     * @param chooseDirectory gets the folders that other channels have (their letters' case does not count in {@link
     *     Set#contains}) and returns another one; not called for a channel that is known
     * @throws IllegalArgumentException when the chosen folder is taken
     */
    public ChannelRow remember(Channel channel, Function<Set<String>, String> chooseDirectory) throws TrackerFailure {
        return database().write(sql -> ChannelTable.remember(sql, channel, chooseDirectory));
    }

    /**
     * From now on a channel that was remembered is no part of the archive: no call knows it but those that remove what is left
     * of it, {@link #nextRemoval}, {@link #removeStep} and {@link #endForgetting}. Once more for the same channel, it says
     * anew what becomes of its files.
     *
     * @param deleteFiles what {@link #forgotten} is to say about its files
     * @throws IllegalArgumentException when the channel was never remembered
     */
    public void beginForgetting(long chatId, boolean deleteFiles) throws TrackerFailure {
        write(sql -> ChannelRemoval.begin(sql, chatId, deleteFiles));
    }

    /**
     * Removes these posts and files. A file that other channels hold is fetched through them from now on, and is skipped if
     * none of them wants it.
     */
    public void removeStep(long chatId, RemovalStep step) throws TrackerFailure {
        boolean unused = portions.write(sql -> {
            ChannelRemoval.remove(sql, chatId, step);
            return true;
        });
    }

    /** Nothing is left of a channel that was being forgotten, so it is forgotten. */
    public void endForgetting(long chatId) throws TrackerFailure {
        write(sql -> ChannelRemoval.end(sql, chatId));
        selectors.remove(chatId);
    }

    /**
     * A remembered channel of which nothing was recorded yet, neither a post nor a walk, is forgotten. Any other one stays.
     */
    public void forgetUnread(long chatId) throws TrackerFailure {
        write(sql -> {
            Optional<ChannelRow> channel = ChannelTable.find(sql, chatId);
            if (channel.isPresent() && ChannelRemoval.isUnread(sql, channel.get())) {
                ChannelRemoval.begin(sql, chatId, false);
                ChannelRemoval.end(sql, chatId);
            }
        });
    }

    /**
     * Records a page of a remembered channel's history, the files that it brings, and which ids were walked with it: all of it
     * together. To record it again changes nothing. A post that is known is updated if it was edited; if it
     * holds another file now it points to that one, and the former file stays, fetched through another post that holds
     * it or, without one and if it was not done, skipped as {@link #REPLACED}. Files that the channel's selection does
     * not want (see {@link #select}) are skipped.
     *
     * @throws IllegalArgumentException when the channel was not remembered or a post is another channel's
     */
    public PageResult recordPage(long chatId, List<Post> posts, IdRange walked) throws TrackerFailure {
        SelectionMatcher matcher = selectors.getOrDefault(chatId, EVERYTHING);
        return database().write(sql -> PostTable.record(sql, chatId, posts, walked, matcher));
    }

    /** Of a remembered channel Telegram was seen to have posts up to this id, whether they were walked or not. */
    public void recordNewest(long chatId, long newest) throws TrackerFailure {
        write(sql -> ChannelTable.see(sql, ChannelTable.requireRow(sql, chatId), newest));
    }

    /**
     * Records posts that were looked at outside a walk; as {@link #recordPage}, but nothing counts as walked.
     *
     * @throws IllegalArgumentException when the channel was not remembered or a post is another channel's
     */
    public PageResult recordPosts(long chatId, List<Post> posts) throws TrackerFailure {
        SelectionMatcher matcher = selectors.getOrDefault(chatId, EVERYTHING);
        return database().write(sql -> PostTable.record(sql, chatId, posts, matcher));
    }

    /**
     * Records posts that a user has named, and has their files fetched if they meet the selection, whatever the channel's own
     * selection is: those that were skipped, were given up or were removed become pending. What the channel's other posts
     * want stays as it is, and so does how far the channel is known.
     *
     * @param selection what the user asks of the named posts
     * @return those with a file that meets it; the files are in the archive or pending
     * @throws IllegalArgumentException when the channel was not remembered or a post is another channel's
     */
    public List<PostId> recordNamed(long chatId, List<Post> posts, Selection selection) throws TrackerFailure {
        SelectionMatcher matcher = new SelectionMatcher(selection);
        return database().write(sql -> NamedPosts.record(sql, chatId, posts, matcher));
    }

    /**
     * Records posts that a walk has missed. Nobody has said here which of their files are wanted: the next {@link #select}
     * judges the channel's posts anew.
     *
     * @throws IllegalArgumentException when the channel was not remembered or a post is another channel's
     */
    public PageResult recordMissed(long chatId, List<Post> posts) throws TrackerFailure {
        return database().write(sql -> {
            PageResult result = PostTable.record(sql, chatId, posts, EVERYTHING);
            SelectionTable.forget(sql, chatId);
            return result;
        });
    }

    /**
     * From now on these are a remembered channel's wanted files. Its posts are judged anew if they were last judged by
     * another selection, which takes about half a minute for a million of them; what was pending and is not wanted is
     * skipped, with the criterion's key as cause, and what was skipped so and is wanted becomes pending. Files in other
     * states stay as they are. A file that several posts hold is skipped when none of them wants it.
     *
     * @return what has changed
     * @throws InterruptedException between two portions; the next time looks at all posts again
     */
    public SelectionChange select(long chatId, Selection selection) throws TrackerFailure, InterruptedException {
        SelectionMatcher matcher = new SelectionMatcher(selection);
        SelectionChange all = SelectionChange.NOTHING;
        if (database().write(sql -> SelectionTable.begin(sql, chatId, selection))) {
            long after = 0;
            boolean more;
            do {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                long from = after;
                SelectionTable.Verdicts verdicts =
                        database().read(sql -> SelectionTable.judge(sql, chatId, matcher, from));
                all = all.plus(
                        verdicts.changed().isEmpty()
                                ? SelectionChange.NOTHING
                                : portions.write(sql -> SelectionTable.enter(sql, matcher, verdicts)));
                after = verdicts.last();
                more = verdicts.more();
            } while (more);
            write(sql -> SelectionTable.end(sql, chatId, selection));
        }
        selectors.put(chatId, matcher);
        return all;
    }

    /**
     * The file is on disk, whole, under its final name: that comes first, this second. From any state. What several
     * threads enter at the same time goes into one transaction.
     *
     * @throws IllegalArgumentException when there is no such file
     */
    public void done(long file, Stored stored, Instant at, String worker) throws TrackerFailure {
        together.write(sql -> FileTable.done(sql, file, stored, at, worker));
    }

    /** An attempt failed and is counted; the next one is not to be made before {@code next}. */
    public void retryLater(long file, String reason, Instant next) throws TrackerFailure {
        write(sql -> FileTable.retryLater(sql, file, reason, next));
    }

    /** The file is not to be tried before {@code next}; no attempt is counted. */
    public void postpone(long file, Instant next) throws TrackerFailure {
        write(sql -> FileTable.postpone(sql, file, next));
    }

    /**
     * The last attempt failed: the file is given up, until {@link #retryDue} if the cause is one that can pass.
     *
     * @param cause a word by which failures are counted, one of {@link FailureCause}
     * @param reason what happened, as a sentence
     */
    public void fail(long file, String cause, String reason, Instant at) throws TrackerFailure {
        write(sql -> FileTable.fail(sql, file, cause, reason, at));
    }

    /**
     * Pending files are not wanted, for example because of a filter.
     *
     * @param cause a word by which skipped files are counted
     * @return how many were pending
     */
    public int skip(Collection<Long> files, String cause, String reason, Instant at) throws TrackerFailure {
        return portions.write(files, (sql, portion) -> FileTable.skip(sql, portion, cause, reason, at));
    }

    /**
     * Files that were done, or are owed to their places, are not on disk any more and are not to be fetched again. Returns
     * how many those were.
     */
    public int remove(Collection<Long> files, Instant at) throws TrackerFailure {
        return portions.write(files, (sql, portion) -> FileTable.remove(sql, portion, at));
    }

    /**
     * Files of any state become pending, as if never tried and never stored; those that no post holds any more do not.
     * Their places are remembered as former ones.
     *
     * @return how many became pending
     */
    public int wantAgain(Collection<Long> files) throws TrackerFailure {
        return portions.write(files, FileTable::wantAgain);
    }

    /**
     * Files that were done, or are owed to their places, become pending as if never tried, and what is at their places is
     * to be replaced by what is fetched: {@link #toReplace}. Those that no post holds any more do not.
     *
     * @return how many became pending
     */
    public int replace(Collection<Long> files) throws TrackerFailure {
        return portions.write(files, FileTable::replace);
    }

    /**
     * Files that are owed to their places, or only remembered, are there again and become done. Those whose place or bytes
     * the tracker knows otherwise by now do not.
     *
     * @return how many became done
     */
    public int takeIn(Collection<ReturnedFile> files, Instant at) throws TrackerFailure {
        return database().write(sql -> FileTable.takeIn(sql, files, at));
    }

    /** Of files that are owed to their places file is missing: the places are former ones from now on. */
    public void vacate(Collection<Long> files) throws TrackerFailure {
        write(sql -> FileTable.vacate(sql, files));
    }

    /** Files have these places now, whatever their state. */
    public void move(Map<Long, RelativePath> paths) throws TrackerFailure {
        write(sql -> FileTable.move(sql, paths));
    }

    /** The channels' failed files, those that a post wants, become pending, as if never tried. Returns how many. */
    public int retryFailed(Collection<Long> chatIds) throws TrackerFailure {
        Set<Long> failed = database().read(sql -> FileTable.failedOf(sql, chatIds));
        return portions.write(failed, (sql, files) -> FileTable.retry(sql, files, true));
    }

    /**
     * Those of the channels' failed files become pending whose pause since they failed is over: an hour after the first
     * round of attempts, then four hours, a day, three days, and seven days after each further one. Those that would fail
     * again for the same reason stay as they are.
     *
     * @return how many became pending
     */
    public int retryDue(Collection<Long> chatIds, Instant now) throws TrackerFailure {
        Set<Long> due = database().read(sql -> FileTable.dueAgain(sql, chatIds, now));
        return portions.write(due, (sql, files) -> FileTable.retry(sql, files, false));
    }

    /**
     * The file is to be fetched through this post from now on.
     *
     * @return false, and nothing is changed, when the post does not hold that file
     */
    public boolean changeOrigin(long file, PostId post) throws TrackerFailure {
        return database().write(sql -> FileTable.changeOrigin(sql, file, post));
    }

    /**
     * What a run was started with.
     *
     * @param asked what the user asked for, in short
     * @param resume the command that continues the run, as typed into a shell; empty if none does
     */
    public record Commands(String asked, String resume) {}

    /**
     * A run begins.
     *
     * @param processStart as the system tells it
     * @return the run's id
     */
    public long startRun(long pid, Instant processStart, String bootId, Commands commands, Instant at)
            throws TrackerFailure {
        return database().write(sql -> RunTable.start(sql, pid, processStart, bootId, commands, at));
    }

    /** The same, for a run that no command continues. */
    public long startRun(long pid, Instant processStart, String bootId, String command, Instant at)
            throws TrackerFailure {
        return startRun(pid, processStart, bootId, new Commands(command, ""), at);
    }

    /** The run ends, with what it did in all; its posts are counted already. For a killed run: what is known of it, when that is noticed. */
    public void finishRun(long run, String outcome, long files, long bytes, long failed, Instant at)
            throws TrackerFailure {
        write(sql -> RunTable.finish(sql, run, outcome, files, bytes, failed, at));
    }

    /** Empties the write-ahead log into the file, as far as readers in other processes allow. */
    public void checkpoint() throws TrackerFailure {
        database().checkpoint();
    }

    /**
     * From now on the channel's posts are recorded as those before were judged, and nothing else changes; for who does not say
     * what is wanted. Where these have to be judged anew, those are too, by the next {@link #select}.
     */
    public void keepSelection(long chatId) throws TrackerFailure {
        Optional<Selection> current = database().read(sql -> SelectionTable.current(sql, chatId));
        if (current.isEmpty()) {
            write(sql -> SelectionTable.forget(sql, chatId));
        }
        selectors.put(chatId, current.map(SelectionMatcher::new).orElse(EVERYTHING));
    }

    private void write(GroupCommit.Change change) throws TrackerFailure {
        boolean unused = database().write(sql -> {
            change.run(sql);
            return true;
        });
    }
}
