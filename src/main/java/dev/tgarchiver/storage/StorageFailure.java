package dev.tgarchiver.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

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
        /** The machine would fail with every file alike, for example with too many files open: the run cannot go on. */
        MACHINE,
        /** Anything else that the operating system reports. */
        IO
    }

    private final Kind kind;
    private final transient Path path;

    public StorageFailure(Kind kind, Path path, String message) {
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
     * @param what cannot be done, such as "write"
     */
    public static StorageFailure of(String what, Path path, IOException cause) {
        Kind kind = IoErrorKind.of(cause, path);
        String advice =
                switch (kind) {
                    case DISK_FULL -> "the disk is full or the quota used up; free some space there and run again";
                    case NOT_WRITABLE ->
                        "permission denied or read-only file system; "
                                + "change its owner or permissions, or configure another folder";
                    case WRONG_SIZE, UNSAFE_PATH, MACHINE, IO -> IoErrorKind.explain(cause);
                };
        return new StorageFailure(kind, path, "cannot " + what + " " + path + ": " + advice, cause);
    }

    /** What the machine did wrong, when an exception that nobody expected says so: it is then no fault of the archiver. */
    public static Optional<StorageFailure> ofMachine(RuntimeException unexpected) {
        if (unexpected instanceof InvalidPathException name && IoErrorKind.isUnwritable(name)) {
            return Optional.of(new StorageFailure(
                    Kind.MACHINE,
                    Path.of(""),
                    "the name " + name.getInput()
                            + " cannot be written in this system's character set; set LC_ALL to a "
                            + "UTF-8 locale, such as C.UTF-8, and run again"));
        }
        return unexpected instanceof UncheckedIOException && unexpected.getCause() instanceof IOException cause
                ? Optional.of(of("using", IoErrorKind.path(cause), cause)).filter(StorageFailure::endsRun)
                : Optional.empty();
    }

    /** Whether every further file would meet it too. */
    public boolean endsRun() {
        return switch (kind) {
            case DISK_FULL, NOT_WRITABLE, MACHINE -> true;
            case WRONG_SIZE, UNSAFE_PATH, IO -> false;
        };
    }
}
