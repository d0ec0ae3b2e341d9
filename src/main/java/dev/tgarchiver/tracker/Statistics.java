package dev.tgarchiver.tracker;

/** Counts of what the archive holds. */
public interface Statistics {

    /** What the archive holds. */
    Stats stats() throws TrackerFailure;
}
