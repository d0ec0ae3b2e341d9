package dev.tgarchiver.storage;

import dev.tgarchiver.model.MachineFault;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Classifies input/output errors, such as a full disk and a missing permission. Java mostly reports them only in the
 * exception's text.
 */
final class IoErrorKind {

    private static final List<String> FULL = List.of(
            "no space left on device", // ENOSPC
            "disk quota exceeded", // EDQUOT
            "quota exceeded",
            "not enough space on the disk", // Windows: ERROR_DISK_FULL
            "disk is full",
            "not enough quota");
    private static final List<String> NOT_WRITABLE = List.of(
            "permission denied", // EACCES
            "operation not permitted", // EPERM
            "read-only file system", // EROFS
            "access is denied", // Windows: ERROR_ACCESS_DENIED
            "write protected"); // Windows: ERROR_WRITE_PROTECT

    /** Free bytes below which a write that failed for an unknown reason counts as failed because the disk is full. */
    private static final long NOTHING_LEFT = 64 * 1024;

    private IoErrorKind() {}

    static StorageFailure.Kind of(IOException cause, Path path) {
        String reason = reason(cause).toLowerCase(Locale.ROOT);
        if (FULL.stream().anyMatch(reason::contains)) {
            return StorageFailure.Kind.DISK_FULL;
        }
        if (cause instanceof AccessDeniedException || NOT_WRITABLE.stream().anyMatch(reason::contains)) {
            return StorageFailure.Kind.NOT_WRITABLE;
        }
        if (MachineFault.isReportedBy(reason)) {
            return StorageFailure.Kind.MACHINE;
        }
        return reason.isEmpty()
                        || cause.getClass() == IOException.class
                        || cause.getClass() == FileSystemException.class
                ? byState(path)
                : StorageFailure.Kind.IO;
    }

    /** Whether a name cannot be represented, as in a locale without its letters. */
    static boolean isUnwritable(InvalidPathException name) {
        return String.valueOf(name.getReason()).contains("unmappable");
    }

    /** The path that a failure names; empty if it names none. */
    static Path path(IOException cause) {
        String file = cause instanceof FileSystemException systems ? systems.getFile() : null;
        return Path.of(file == null ? "" : file);
    }

    /** The system's texts are in the user's language, so for an unknown text the state of the file system decides. */
    private static StorageFailure.Kind byState(Path path) {
        try {
            java.nio.file.FileStore store = Files.getFileStore(FreeSpace.nearestExisting(path));
            if (store.isReadOnly()) {
                return StorageFailure.Kind.NOT_WRITABLE;
            }
            return store.getUsableSpace() < NOTHING_LEFT ? StorageFailure.Kind.DISK_FULL : StorageFailure.Kind.IO;
        } catch (IOException e) {
            return StorageFailure.Kind.IO;
        }
    }

    /** The system's reason without the path, which the message names anyway. */
    static String explain(IOException cause) {
        String reason = reason(cause);
        if (reason.toLowerCase(Locale.ROOT).contains("file too large")) {
            return "the file system cannot hold a file of this size (FAT32 ends at 4 GiB); configure another folder";
        }
        if (reason.toLowerCase(Locale.ROOT).contains("too many open files")) {
            return reason
                    + "; raise the limit (ulimit -n 4096; LimitNOFILE= of a systemd unit), or use fewer workers, then "
                    + "run again";
        }
        String name = cause.getClass().getSimpleName().replace("Exception", "");
        return (reason.isEmpty() ? name : reason) + "; check the disk and the path, then run again";
    }

    private static String reason(IOException cause) {
        String reason = cause instanceof FileSystemException systems ? systems.getReason() : cause.getMessage();
        return reason == null ? "" : reason;
    }
}
