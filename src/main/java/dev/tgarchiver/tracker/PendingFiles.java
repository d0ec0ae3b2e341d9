package dev.tgarchiver.tracker;

import dev.tgarchiver.model.Stored;
import dev.tgarchiver.model.post.MediaKind;
import dev.tgarchiver.tracker.file.FileTotals;
import dev.tgarchiver.tracker.file.PendingFile;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The files to fetch. */
public interface PendingFiles {

    /**
     * Files to fetch: smallest first, the older post first among equals, none whose next attempt is not due yet, and none
     * that another run has claimed. A file that several of the channels hold is returned once; any channel that holds a
     * file finds it.
     */
    List<PendingFile> pending(Collection<Long> chatIds, int limit, Instant now) throws TrackerFailure;

    /** The same files in the order in which they were first seen, whatever their size. */
    List<PendingFile> longestWaiting(Collection<Long> chatIds, int limit, Instant now) throws TrackerFailure;

    /** The pending, due and unclaimed ones of these files, in the order of {@link #pending}. Reads each of them. */
    List<PendingFile> pendingOf(Collection<Long> files, int limit, Instant now) throws TrackerFailure;

    /** When the first of the pending files that are not due yet becomes due; empty if all are due, or none is left. */
    Optional<Instant> nextDue(Collection<Long> chatIds, Instant now) throws TrackerFailure;

    /** As {@link #nextDue}, of these files. Reads each of them. */
    Optional<Instant> nextDueOf(Collection<Long> files, Instant now) throws TrackerFailure;

    /** How much is pending in these channels, due or not. */
    FileTotals pendingAmount(Collection<Long> chatIds) throws TrackerFailure;

    /** What is pending in these channels, due or not, by kind. Seconds for a million files. */
    Map<MediaKind, FileTotals> pendingKinds(Collection<Long> chatIds) throws TrackerFailure;

    /** The earlier state of a pending file that is fetched again to replace the one at its place. */
    Optional<Stored> toReplace(long file) throws TrackerFailure;
}
