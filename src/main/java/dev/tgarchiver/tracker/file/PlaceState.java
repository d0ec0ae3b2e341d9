package dev.tgarchiver.tracker.file;

/** The archive's knowledge about the bytes at a file's place. */
public enum PlaceState {
    /** They are the file's bytes: it is done. */
    KEPT,

    /**
     * They were found damaged or missing, and are not replaced yet: the file is pending, failed or skipped. The bytes
     * may be the only copy, or part of one.
     */
    OWED,

    /** The file was found missing. Only its place is remembered, to recognise it if it returns. */
    FORMER
}
