package dev.tgarchiver.tracker;

import java.nio.file.Path;

/**
 * The tracker could not do what it was asked. The message names the file, what went wrong and what to do now; nothing
 * of the failed call was recorded, and all that was recorded before still is, unless the file is {@link Kind#DAMAGED}.
 */
public final class TrackerFailure extends Exception {

    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /** What went wrong, for those who decide by it. */
    public enum Kind {
        /** There is no tracker: nothing has been archived yet. */
        MISSING,
        /** Another process kept it locked for longer than the tracker waits. */
        LOCKED,
        /** Its contents contradict themselves, or it is no database at all. */
        DAMAGED,
        /** It is a database of some other program. */
        FOREIGN,
        /** A newer version of this program wrote it. */
        NEWER_SCHEMA,
        /** An older version of this program wrote it, and a reader cannot bring it up to date. */
        OLDER_SCHEMA,
        /** No space is left for it. */
        DISK_FULL,
        /** The file or its folder does not let us in. */
        NOT_WRITABLE,
        /** The system could not read or write it. */
        IO
    }

    TrackerFailure(Kind kind, Path file, String whatAndWhatNow) {
        super("Tracker " + file + ": " + whatAndWhatNow);
        this.kind = kind;
    }

    TrackerFailure(Kind kind, Path file, String whatAndWhatNow, Throwable cause) {
        this(kind, file, whatAndWhatNow);
        initCause(cause);
    }

    private TrackerFailure(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    /** There is no tracker where the configuration says that it is. */
    static TrackerFailure missing(Path file) {
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
