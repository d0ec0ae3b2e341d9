package dev.tgarchiver.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** A failure of the local storage. The message says which path, what went wrong and what to do. */
public final class StorageFailure extends Exception {

    /** The kinds of failure that are handled differently. */
    public enum Kind {
        /** No space or quota left: the run cannot continue. */
        DISK_FULL,
        /** No permission, or a read-only file system: the run cannot continue. */
        NOT_WRITABLE,
        /** The downloaded file is missing or not as large as announced: download it again. */
        WRONG_SIZE,
        /** The path leads out of the archive or through a link: nothing was written. */
        UNSAFE_PATH,
        /** A fault of the machine that affects every file, for example too many open files: the run cannot continue. */
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

    /** Says which path, what went wrong, and what to do. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }

    /** What went wrong. */
    public Kind kind() {
        return kind;
    }

    /** The affected file or folder. */
    public Path path() {
        return path;
    }

    /**
     * Classifies an exception of the operating system.
     *
     * @param what the verb of the failed action, such as "write"
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

    /** The machine's fault that an unexpected exception reports; empty when the exception is the archiver's fault. */
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

    /** Whether every further file would fail in the same way. */
    public boolean endsRun() {
        return switch (kind) {
            case DISK_FULL, NOT_WRITABLE, MACHINE -> true;
            case WRONG_SIZE, UNSAFE_PATH, IO -> false;
        };
    }
}
