package dev.tgarchiver.tdlib.binding;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The reason why TDLib aborts the process, in words for users. TDLib aborts when it cannot write its databases or its
 * log, to avoid losing data, and when it detects an internal error.
 *
 * @param ofStorage whether the disk caused it
 * @param words one or two sentences with what happened and what to do
 */
public record TdAbort(boolean ofStorage, String words) {

    /** The errors of the operating system and SQLite about disks. */
    private static final Pattern STORAGE = Pattern.compile(
            "No space left on device|Disk quota exceeded|database or disk is full|disk I/O error|Input/output error"
                    + "|Read-only file system|attempt to write a readonly database|File too large|Stale file handle"
                    + "|Permission denied|database disk image is malformed|Too many open files",
            Pattern.CASE_INSENSITIVE);

    /** The level, the thread, the time and the place in TDLib's source, which do not help users. */
    private static final Pattern HEAD = Pattern.compile("^\\[ ?\\d](?:\\[[^]]*])*\\s*");

    private static final int MOST_LETTERS = 300;

    /** Interprets TDLib's last message. */
    public static TdAbort of(String message, Path sessionDir, Path log) {
        Matcher cause = STORAGE.matcher(message);
        boolean storage = cause.find();
        String reason = storage ? cause.group() : reason(message);
        return new TdAbort(
                storage,
                storage
                        ? "TDLib cannot write its files (" + reason
                                + "). What is archived is safe. Check the " + "free space and the disk of " + sessionDir
                                + " and of data_dir, then run again."
                        : "TDLib detected an internal error and ended the program (" + reason
                                + "). What is archived is safe; run again. " + log
                                + " has the details; please report it.");
    }

    /** Whether a message of the system or SQLite is about a disk. */
    public static boolean isOfStorage(String message) {
        return STORAGE.matcher(message).find();
    }

    private static String reason(String message) {
        String text = HEAD.matcher(message.strip()).replaceFirst("");
        return text.length() > MOST_LETTERS ? text.substring(0, MOST_LETTERS) : text;
    }
}
