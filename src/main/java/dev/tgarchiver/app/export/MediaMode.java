package dev.tgarchiver.app.export;

/** What an export does with the files of posts. */
public enum MediaMode {
    /** Other names for the archive's bytes, where the file systems can do that; else copies. */
    LINK,
    COPY,
    /** Nothing; texts say so. */
    NONE
}
