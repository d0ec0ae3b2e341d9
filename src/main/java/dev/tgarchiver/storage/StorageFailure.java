package dev.tgarchiver.storage;

import java.io.IOException;
import java.nio.file.Path;

/** Local storage did not do what it should. The message says which path, what went wrong and what to do. */
public final class StorageFailure extends Exception {

    /** What went wrong, as far as it matters to what happens next. */
    public enum Kind {
        /** No space or quota left: the run cannot go on. */
        DISK_FULL,
        /** No permission, or a read-only file system: the run cannot go on. */
        NOT_WRITABLE,
        /** The downloaded file is missing or not as large as announced: download it again. */
        WRONG_SIZE,
        /** The path leads out of the archive or through a link: nothing was written. */
        UNSAFE_PATH,
        /** Anything else that the operating system reports. */
        IO
    }

    private final Kind kind;
    private final transient Path path;

    StorageFailure(Kind kind, Path path, String message) {
        super(message);
        this.kind = kind;
        this.path = path;
    }

    private StorageFailure(Kind kind, Path path, String message, IOException cause) {
        super(message, cause);
        this.kind = kind;
        this.path = path;
    }

    /** Which path, what went wrong, and what to do. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }

    /** What went wrong. */
    public Kind kind() {
        return kind;
    }

    /** The file or folder that it is about. */
    public Path path() {
        return path;
    }

    /**
     * Recognises what an exception of the operating system means.
     *
     * @param doing what was being done, such as "writing"
     */
    public static StorageFailure of(String doing, Path path, IOException cause) {
        Kind kind = IoKind.of(cause, path);
        String advice =
                switch (kind) {
                    case DISK_FULL -> "the disk is full or the quota used up; free some space there and run again";
                    case NOT_WRITABLE ->
                        "no permission to write there, or it is read-only; "
                                + "change its owner or permissions, or configure another folder";
                    case WRONG_SIZE, UNSAFE_PATH, IO -> IoKind.explain(cause);
                };
        return new StorageFailure(kind, path, doing + " " + path + " failed: " + advice, cause);
    }
}
