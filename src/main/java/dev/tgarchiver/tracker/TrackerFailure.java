package dev.tgarchiver.tracker;

import java.nio.file.Path;

/**
 * A call of the tracker failed. The message names the file, what went wrong and what to do now. Nothing of the failed
 * call was recorded; everything that was recorded before remains, unless the file is {@link Kind#DAMAGED}.
 */
public final class TrackerFailure extends Exception {

    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /** The kind of the failure, for callers that depend on it. */
    public enum Kind {
        /** There is no tracker: nothing has been archived yet. */
        MISSING,
        /** Another process kept it locked for longer than the tracker waits. */
        LOCKED,
        /** Its contents contradict themselves, or it is not a database. */
        DAMAGED,
        /** It is another program's database. */
        FOREIGN,
        /** A newer version of this program wrote it. */
        NEWER_SCHEMA,
        /** An older version of this program wrote it, and a reader cannot migrate it. */
        OLDER_SCHEMA,
        /** No space is left for it. */
        DISK_FULL,
        /** The permissions of the file or its folder deny access. */
        NOT_WRITABLE,
        /** The system could not read or write it. */
        IO
    }

    public TrackerFailure(Kind kind, Path file, String whatAndWhatNow) {
        super("Tracker " + file + ": " + whatAndWhatNow);
        this.kind = kind;
    }

    public TrackerFailure(Kind kind, Path file, String whatAndWhatNow, Throwable cause) {
        this(kind, file, whatAndWhatNow);
        initCause(cause);
    }

    private TrackerFailure(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    /** The tracker is missing at its configured place. */
    public static TrackerFailure missing(Path file) {
        return new TrackerFailure(
                Kind.MISSING,
                "No archive here (no " + file
                        + "). Wrong folder? Use -c FILE. To start a new archive: archiver download");
    }

    /** What went wrong. */
    public Kind kind() {
        return kind;
    }
}
