package dev.tgarchiver.tracker;

import dev.tgarchiver.model.FailureCause;
import dev.tgarchiver.model.Stored;
import dev.tgarchiver.model.post.PostId;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;

/**
 * The files to fetch, and what becomes of them. A run {@linkplain #claim claims} a file before it fetches it, so that no
 * other run does, and records the end of its attempt only while the claim is its own: when the lease has ended and
 * another run has claimed the file meanwhile, the late end has no effect. What a tracker claims is claimed by its run,
 * the last one that {@link RunLog#startRun} has started. Methods for pending files ignore a file that is no longer
 * pending.
 */
public interface FileQueue extends PendingFiles {

    /** The cause of {@code skipped} for a file without posts, because its post was edited. */
    String REPLACED = "replaced";

    /**
     * Makes these files those that this tracker's run has claimed, in one transaction: gives back what it has claimed
     * before and is not among them, keeps what is, and claims the pending ones of the others that no other run has
     * claimed, or whose lease is over. Claims survive a killed process, but not always a power cut.
     *
     * @param until when the leases of newly claimed files end, unless they are {@linkplain #renew renewed}
     * @return those of these files that the run has claimed now
     */
    Set<Long> claim(Collection<Long> files, Instant now, Instant until) throws TrackerFailure;

    /** Renews the leases of all files that this tracker's run has claimed. Returns how many. */
    int renew(Instant until) throws TrackerFailure;

    /**
     * Gives back what all other runs have claimed, whatever their leases are: for a process that knows that they have
     * ended, as the one with the archive's lock does.
     *
     * @return how many files
     */
    int releaseOthers() throws TrackerFailure;

    /**
     * Marks a claimed file as done that is complete on disk under its final name, synced before this call, and ends the
     * claim. From any state. Simultaneous calls of several threads share one transaction.
     *
     * @return false, and nothing is changed, when the file is not claimed by this tracker's run
     */
    boolean done(long file, Stored stored, Instant at, String worker) throws TrackerFailure;

    /**
     * Counts a failed attempt at a claimed file, and ends the claim; the next attempt is due at {@code next}.
     *
     * @return false, and nothing is changed, when the file is not claimed by this tracker's run
     */
    boolean retryLater(long file, String reason, Instant next) throws TrackerFailure;

    /**
     * Postpones a claimed file until {@code next}, without counting an attempt, and ends the claim.
     *
     * @return false, and nothing is changed, when the file is not claimed by this tracker's run
     */
    boolean postpone(long file, Instant next) throws TrackerFailure;

    /**
     * Marks a claimed file as failed after its last attempt, until {@link #retryDue} if the cause is temporary, and ends
     * the claim.
     *
     * @param cause a word for counting failures, one of {@link FailureCause}
     * @param reason what happened, as a sentence
     * @return false, and nothing is changed, when the file is not claimed by this tracker's run
     */
    boolean fail(long file, String cause, String reason, Instant at) throws TrackerFailure;

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
