package dev.tgarchiver.tracker;

import dev.tgarchiver.model.Channel;
import dev.tgarchiver.model.FailureCause;
import dev.tgarchiver.model.Post;
import dev.tgarchiver.model.PostId;
import dev.tgarchiver.model.RelativePath;
import dev.tgarchiver.model.Selection;
import dev.tgarchiver.model.Stored;
import dev.tgarchiver.tracker.sqlite.ChannelRemoval;
import dev.tgarchiver.tracker.sqlite.ChannelTable;
import dev.tgarchiver.tracker.sqlite.Database;
import dev.tgarchiver.tracker.sqlite.FileTable;
import dev.tgarchiver.tracker.sqlite.GroupCommit;
import dev.tgarchiver.tracker.sqlite.NamedPosts;
import dev.tgarchiver.tracker.sqlite.Portions;
import dev.tgarchiver.tracker.sqlite.PostTable;
import dev.tgarchiver.tracker.sqlite.RunTable;
import dev.tgarchiver.tracker.sqlite.Schema;
import dev.tgarchiver.tracker.sqlite.SelectionMatcher;
import dev.tgarchiver.tracker.sqlite.SelectionTable;
import dev.tgarchiver.tracker.sqlite.recovery.DamagedTracker;
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
 * Writes the tracker: for the only process that archives. Each call is one transaction that is on the disk when it
 * returns; a call that throws has changed nothing. Calls that may change very many rows use several such transactions,
 * none longer than about 100 ms, and pause between them so that other processes get the lock; one that throws, or is
 * killed, has changed whole portions. Thread-safe, for any number of workers.
 *
 * <p>A file is {@code pending} from the moment a post with it is recorded, until it is {@code done}, {@code failed}
 * (all attempts failed), {@code skipped} (not wanted, with the cause) or {@code removed} (was done, is only
 * remembered). Methods for pending files ignore a file that is no longer pending.
 */
public final class Tracker extends TrackerReader {

    /** The cause of {@code skipped} for a file without posts, because its post was edited. */
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
     * Opens the tracker for writing, creates it (readable by its owner only) if it is missing, and migrates it if an
     * older archiver wrote it.
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
     * Copies all readable rows of a damaged tracker into a new one that takes its place; the damaged one is kept beside
     * it. It must not be open anywhere. Takes about as long as reading all of it, some seconds more where much is
     * damaged.
     *
     * @return empty, and nothing is changed, when the tracker is sound
     * @throws TrackerFailure when there is none, it is not this program's, or the disk does not allow it
     */
    public static Optional<RecoveryReport> recover(Path file, Instant now) throws TrackerFailure {
        return new DamagedTracker(file).recover(now);
    }

    /**
     * Writes a copy of a tracker, readable by its owner only, also while it is open. Takes seconds for a large one.
     *
     * @param copy an empty or missing file
     */
    public static void copy(Path file, Path copy) throws TrackerFailure {
        Database.copy(file, copy, BUSY_TIMEOUT);
    }

    /** Makes pending files due at once whose next attempt is later than {@code latest}. Returns how many. */
    public int makeDueNow(Instant latest) throws TrackerFailure {
        List<Long> late = database().read(sql -> FileTable.dueAfter(sql, latest));
        return portions.write(late, (sql, files) -> FileTable.makeDueNow(sql, files, latest));
    }

    static Tracker open(Path file, Duration busyTimeout, Schema schema) throws TrackerFailure {
        return new Tracker(Database.open(file, busyTimeout, schema));
    }

    /**
     * Remembers a channel: its current names, and the first time the folder that it keeps.
     *
     * @param chooseDirectory receives the folders of other channels (case does not count in {@link Set#contains}) and
     *     returns another one; not called for a known channel
     * @throws IllegalArgumentException when the chosen folder is taken
     */
    public ChannelRow remember(Channel channel, Function<Set<String>, String> chooseDirectory) throws TrackerFailure {
        return database().write(sql -> ChannelTable.remember(sql, channel, chooseDirectory));
    }

    /**
     * Takes a remembered channel out of the archive: only the calls that remove its remains still know it, {@link
     * #nextRemoval}, {@link #removeStep} and {@link #endForgetting}. A second call for the same channel decides again
     * about its files.
     *
     * @param deleteFiles the decision about its files, for {@link #forgotten}
     * @throws IllegalArgumentException when the channel was never remembered
     */
    public void startForgetting(long chatId, boolean deleteFiles) throws TrackerFailure {
        write(sql -> ChannelRemoval.start(sql, chatId, deleteFiles));
    }

    /**
     * Removes these posts and files. A file that other channels hold is then fetched through them, and is skipped if
     * none of them wants it.
     */
    public void removeStep(long chatId, RemovalStep step) throws TrackerFailure {
        boolean unused = portions.write(sql -> {
            ChannelRemoval.remove(sql, chatId, step);
            return true;
        });
    }

    /** Ends the forgetting of a channel of which nothing is left. */
    public void endForgetting(long chatId) throws TrackerFailure {
        write(sql -> ChannelRemoval.end(sql, chatId));
        selectors.remove(chatId);
    }

    /** Forgets a remembered channel without recorded posts and walks. Any other one stays. */
    public void forgetUnread(long chatId) throws TrackerFailure {
        write(sql -> {
            Optional<ChannelRow> channel = ChannelTable.find(sql, chatId);
            if (channel.isPresent() && ChannelRemoval.isUnread(sql, channel.get())) {
                ChannelRemoval.start(sql, chatId, false);
                ChannelRemoval.end(sql, chatId);
            }
        });
    }

    /**
     * Records a page of a remembered channel's history, its files, and the ids that were walked with it, atomically.
     * Recording it again changes nothing. A known post is updated if it was edited. If it now holds another file, it
     * refers to that one; the former file stays, fetched through another post that holds it or, without one and if it
     * was not done, skipped as {@link #REPLACED}. Files that the channel's selection does not want (see {@link
     * #select}) are skipped.
     *
     * @throws IllegalArgumentException when the channel was not remembered or a post is another channel's
     */
    public PageResult recordPage(long chatId, List<Post> posts, IdRange walked) throws TrackerFailure {
        SelectionMatcher matcher = selectors.getOrDefault(chatId, EVERYTHING);
        return database().write(sql -> PostTable.record(sql, chatId, posts, walked, matcher));
    }

    /** Notes that Telegram has posts of a remembered channel up to this id, whether they were walked or not. */
    public void recordNewest(long chatId, long newest) throws TrackerFailure {
        write(sql -> ChannelTable.see(sql, ChannelTable.requireRow(sql, chatId), newest));
    }

    /**
     * Records posts that were looked up outside a walk; as {@link #recordPage}, but nothing counts as walked.
     *
     * @throws IllegalArgumentException when the channel was not remembered or a post is another channel's
     */
    public PageResult recordPosts(long chatId, List<Post> posts) throws TrackerFailure {
        SelectionMatcher matcher = selectors.getOrDefault(chatId, EVERYTHING);
        return database().write(sql -> PostTable.record(sql, chatId, posts, matcher));
    }

    /**
     * Records posts that a user has named, and makes their files pending if they meet the selection, whatever the
     * channel's own selection is: also files that were skipped, failed or were removed. The channel's other posts and
     * its walked ranges stay as they are.
     *
     * @param selection the user's selection for the named posts
     * @return those with a file that meets it; the files are in the archive or pending
     * @throws IllegalArgumentException when the channel was not remembered or a post is another channel's
     */
    public List<PostId> recordNamed(long chatId, List<Post> posts, Selection selection) throws TrackerFailure {
        SelectionMatcher matcher = new SelectionMatcher(selection);
        return database().write(sql -> NamedPosts.record(sql, chatId, posts, matcher));
    }

    /**
     * Records posts that a walk has missed. Their files are not selected here: the next {@link #select} judges the
     * channel's posts again.
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
     * Sets a remembered channel's selection. Judges its posts again if they were last judged by another selection,
     * which takes about half a minute for a million of them. Pending files that are not wanted become skipped, with the
     * criterion's key as cause; files that were skipped for such a cause and are wanted become pending. Files in other
     * states stay as they are. A file that several posts hold is skipped when none of them wants it.
     *
     * @return the changes
     * @throws InterruptedException between two portions; the next call judges all posts again
     */
    public SelectionChange select(long chatId, Selection selection) throws TrackerFailure, InterruptedException {
        SelectionMatcher matcher = new SelectionMatcher(selection);
        SelectionChange all = SelectionChange.NOTHING;
        if (database().write(sql -> SelectionTable.start(sql, chatId, selection))) {
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
     * Marks a file as done that is complete on disk under its final name, synced before this call. From any state.
     * Simultaneous calls of several threads share one transaction.
     *
     * @throws IllegalArgumentException when there is no such file
     */
    public void done(long file, Stored stored, Instant at, String worker) throws TrackerFailure {
        together.write(sql -> FileTable.done(sql, file, stored, at, worker));
    }

    /** Counts a failed attempt; the next one is due at {@code next}. */
    public void retryLater(long file, String reason, Instant next) throws TrackerFailure {
        write(sql -> FileTable.retryLater(sql, file, reason, next));
    }

    /** Postpones the file until {@code next}, without counting an attempt. */
    public void postpone(long file, Instant next) throws TrackerFailure {
        write(sql -> FileTable.postpone(sql, file, next));
    }

    /**
     * Marks a file as failed after its last attempt, until {@link #retryDue} if the cause is temporary.
     *
     * @param cause a word for counting failures, one of {@link FailureCause}
     * @param reason what happened, as a sentence
     */
    public void fail(long file, String cause, String reason, Instant at) throws TrackerFailure {
        write(sql -> FileTable.fail(sql, file, cause, reason, at));
    }

    /**
     * Skips pending files that are not wanted, for example because of a filter.
     *
     * @param cause a word for counting skipped files
     * @return how many were pending
     */
    public int skip(Collection<Long> files, String cause, String reason, Instant at) throws TrackerFailure {
        return portions.write(files, (sql, portion) -> FileTable.skip(sql, portion, cause, reason, at));
    }

    /**
     * Marks files as removed that were done, or are owed to their places, and that are no longer on disk and not
     * fetched again. Returns how many.
     */
    public int remove(Collection<Long> files, Instant at) throws TrackerFailure {
        return portions.write(files, (sql, portion) -> FileTable.remove(sql, portion, at));
    }

    /**
     * Makes files of any state pending, as if never tried and never stored, except files without posts. Their places
     * are remembered as former ones.
     *
     * @return how many became pending
     */
    public int wantAgain(Collection<Long> files) throws TrackerFailure {
        return portions.write(files, FileTable::wantAgain);
    }

    /**
     * Makes files pending that were done, or are owed to their places, as if never tried; the fetched file replaces
     * what is at their places: {@link #toReplace}. Files without posts stay as they are.
     *
     * @return how many became pending
     */
    public int replace(Collection<Long> files) throws TrackerFailure {
        return portions.write(files, FileTable::replace);
    }

    /**
     * Marks files as done that are owed to their places, or only remembered, and are back at their places. Files whose
     * place or bytes have changed in the tracker meanwhile stay as they are.
     *
     * @return how many became done
     */
    public int takeIn(Collection<ReturnedFile> files, Instant at) throws TrackerFailure {
        return database().write(sql -> FileTable.takeIn(sql, files, at));
    }

    /** Marks the places of files that are owed to them, and are missing there, as former ones. */
    public void vacate(Collection<Long> files) throws TrackerFailure {
        write(sql -> FileTable.vacate(sql, files));
    }

    /** Sets the places of files, whatever their state. */
    public void move(Map<Long, RelativePath> paths) throws TrackerFailure {
        write(sql -> FileTable.move(sql, paths));
    }

    /** Makes the channels' failed files pending that a post wants, as if never tried. Returns how many. */
    public int retryFailed(Collection<Long> chatIds) throws TrackerFailure {
        Set<Long> failed = database().read(sql -> FileTable.failedOf(sql, chatIds));
        return portions.write(failed, (sql, files) -> FileTable.retry(sql, files, true));
    }

    /**
     * Makes the channels' failed files pending whose pause is over: an hour after the first round of attempts, then
     * four hours, a day, three days, and seven days after each further one. Files with a permanent failure stay as they
     * are.
     *
     * @return how many became pending
     */
    public int retryDue(Collection<Long> chatIds, Instant now) throws TrackerFailure {
        Set<Long> due = database().read(sql -> FileTable.dueAgain(sql, chatIds, now));
        return portions.write(due, (sql, files) -> FileTable.retry(sql, files, false));
    }

    /**
     * Sets the post through which the file is fetched.
     *
     * @return false, and nothing is changed, when the post does not hold that file
     */
    public boolean changeOrigin(long file, PostId post) throws TrackerFailure {
        return database().write(sql -> FileTable.changeOrigin(sql, file, post));
    }

    /**
     * The commands of a run.
     *
     * @param asked the user's command, in short
     * @param resume the command that continues the run, as typed into a shell; empty if none does
     */
    public record Commands(String asked, String resume) {}

    /**
     * Records the start of a run.
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

    /**
     * Records the end of a run, with its totals; its posts are already counted. For a killed run: what is known of it,
     * when that is noticed.
     */
    public void finishRun(long run, String outcome, long files, long bytes, long failed, Instant at)
            throws TrackerFailure {
        write(sql -> RunTable.finish(sql, run, outcome, files, bytes, failed, at));
    }

    /** Moves the write-ahead log into the file, as far as readers in other processes allow. */
    public void checkpoint() throws TrackerFailure {
        database().checkpoint();
    }

    /**
     * Keeps the channel's last selection for new posts, and changes nothing else; for callers without a selection of
     * their own. If the earlier posts have to be judged again, the next {@link #select} judges the new ones, too.
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
