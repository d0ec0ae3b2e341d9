package dev.tgarchiver.tracker;

import dev.tgarchiver.model.RelativePath;
import dev.tgarchiver.tracker.file.ReturnedFile;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;

/** Records what becomes of files that are in the archive, or were. */
public interface FileMaintenance extends FileCatalog {

    /**
     * Marks files as removed that were done, or are owed to their places, and that are no longer on disk and not
     * fetched again. Returns how many.
     */
    int remove(Collection<Long> files, Instant at) throws TrackerFailure;

    /**
     * Makes files of any state pending, as if never tried and never stored, except files without posts. Their places
     * are remembered as former ones.
     *
     * @return how many became pending
     */
    int wantAgain(Collection<Long> files) throws TrackerFailure;

    /**
     * Makes files pending that were done, or are owed to their places, as if never tried; the fetched file replaces
     * what is at their places: {@link PendingFiles#toReplace}. Files without posts stay as they are.
     *
     * @return how many became pending
     */
    int replace(Collection<Long> files) throws TrackerFailure;

    /**
     * Marks files as done that are owed to their places, or only remembered, and are back at their places. Files whose
     * place or bytes have changed in the tracker meanwhile stay as they are.
     *
     * @return how many became done
     */
    int takeIn(Collection<ReturnedFile> files, Instant at) throws TrackerFailure;

    /** Marks the places of files that are owed to them, and are missing there, as former ones. */
    void vacate(Collection<Long> files) throws TrackerFailure;

    /** Sets the places of files, whatever their state. */
    void move(Map<Long, RelativePath> paths) throws TrackerFailure;
}
