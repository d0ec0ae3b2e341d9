package dev.tgarchiver.model;

/** What is done with bytes that are in the archive already, when they come as another file. */
public enum Deduplication {
    /** They are stored once, under both names: the second one is a hard link. */
    LINK,
    /** They are stored once, under the first name only. */
    SKIP,
    /** They are stored twice. */
    OFF
}
