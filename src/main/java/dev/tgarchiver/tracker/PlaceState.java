package dev.tgarchiver.tracker;

/** What the archive says of the bytes at a file's place. */
public enum PlaceState {
    /** They are the file's: it is done. */
    KEPT,

    /**
     * They were found damaged or missing, and nothing better has come yet: the file is pending, failed or skipped. What is
     * there may be the only copy, or part of one.
     */
    OWED,

    /** The file was found gone. Only its place is remembered, so that it is known if it comes back. */
    FORMER
}
