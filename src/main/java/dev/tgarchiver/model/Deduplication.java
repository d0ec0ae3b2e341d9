package dev.tgarchiver.model;

/** How to store a file whose bytes are already in the archive. */
public enum Deduplication {
    /** Stores the bytes once, under both names: the second one is a hard link. */
    LINK,
    /** Stores the bytes once, under the first name only. */
    SKIP,
    /** Stores the bytes twice. */
    OFF
}
