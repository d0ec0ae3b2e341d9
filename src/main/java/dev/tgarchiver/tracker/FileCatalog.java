package dev.tgarchiver.tracker;

import dev.tgarchiver.tracker.file.FailedFile;
import dev.tgarchiver.tracker.file.FileContent;
import dev.tgarchiver.tracker.file.FilePlace;
import dev.tgarchiver.tracker.file.FileTotals;
import dev.tgarchiver.tracker.file.KnownFile;
import dev.tgarchiver.tracker.file.Retryable;
import dev.tgarchiver.tracker.file.StoredFile;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The files that the archive holds, or held, or failed to fetch. */
public interface FileCatalog {

    /** The file, if it is in the archive. */
    Optional<StoredFile> done(long file) throws TrackerFailure;

    /**
     * Files in the archive with a higher id than {@code after}, by id: all of them, in portions, when started with 0
     * and continued with the last one's id.
     */
    List<StoredFile> doneAfter(long after, int limit) throws TrackerFailure;

    /** The files in the archive that have these bytes, by id. */
    List<StoredFile> bySha256(String sha256) throws TrackerFailure;

    /** The file, if it is in the archive or ever was. */
    Optional<KnownFile> known(long file) throws TrackerFailure;

    /**
     * The places of all files that have one, whatever their state, by id, in portions as {@link #doneAfter}. Cheaper
     * than that.
     */
    List<FilePlace> placesAfter(long after, int limit) throws TrackerFailure;

    /**
     * The expected content of files that are or were in the archive, whatever their state, by id, in portions as {@link
     * #doneAfter}, and cheaper than that.
     */
    List<FileContent> contentsAfter(long after, int limit) throws TrackerFailure;

    /** How much of {@link #contentsAfter} is not in the archive now. Up to a second for a million files. */
    FileTotals notDoneContents() throws TrackerFailure;

    /** Failed files, channel by channel, older posts first. */
    List<FailedFile> failed(Collection<Long> chatIds, int limit) throws TrackerFailure;

    /**
     * The channels' failed files that later runs retry by themselves, by channel; a file that several of them hold
     * counts once. Channels without any are left out. Reads each such file.
     *
     * @param before separates files that failed before it from the others
     */
    List<Retryable> retryable(Collection<Long> chatIds, Instant before) throws TrackerFailure;
}
