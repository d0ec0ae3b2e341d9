package dev.tgarchiver.tracker;

import dev.tgarchiver.model.FailureCause;
import dev.tgarchiver.model.PostId;
import dev.tgarchiver.model.Stored;
import java.time.Instant;
import java.util.Collection;

/** Records what became of the files to fetch. Methods for pending files ignore a file that is no longer pending. */
public interface FileQueue extends PendingFiles {

    /** The cause of {@code skipped} for a file without posts, because its post was edited. */
    String REPLACED = "replaced";

    /**
     * Marks a file as done that is complete on disk under its final name, synced before this call. From any state.
     * Simultaneous calls of several threads share one transaction.
     *
     * @throws IllegalArgumentException when there is no such file
     */
    void done(long file, Stored stored, Instant at, String worker) throws TrackerFailure;

    /** Counts a failed attempt; the next one is due at {@code next}. */
    void retryLater(long file, String reason, Instant next) throws TrackerFailure;

    /** Postpones the file until {@code next}, without counting an attempt. */
    void postpone(long file, Instant next) throws TrackerFailure;

    /**
     * Marks a file as failed after its last attempt, until {@link #retryDue} if the cause is temporary.
     *
     * @param cause a word for counting failures, one of {@link FailureCause}
     * @param reason what happened, as a sentence
     */
    void fail(long file, String cause, String reason, Instant at) throws TrackerFailure;

    /**
     * Skips pending files that are not wanted, for example because of a filter.
     *
     * @param cause a word for counting skipped files
     * @return how many were pending
     */
    int skip(Collection<Long> files, String cause, String reason, Instant at) throws TrackerFailure;

    /** Makes pending files due at once whose next attempt is later than {@code latest}. Returns how many. */
    int makeDueNow(Instant latest) throws TrackerFailure;

    /** Makes the channels' failed files pending that a post wants, as if never tried. Returns how many. */
    int retryFailed(Collection<Long> chatIds) throws TrackerFailure;

    /**
     * Makes the channels' failed files pending whose pause is over: an hour after the first round of attempts, then
     * four hours, a day, three days, and seven days after each further one. Files with a permanent failure stay as they
     * are.
     *
     * @return how many became pending
     */
    int retryDue(Collection<Long> chatIds, Instant now) throws TrackerFailure;

    /**
     * Sets the post through which the file is fetched.
     *
     * @return false, and nothing is changed, when the post does not hold that file
     */
    boolean changeOrigin(long file, PostId post) throws TrackerFailure;
}
