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

/** Tells disk full and missing permission from other errors, which Java mostly leaves to the exception's text. */
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

    /** Less than this left, and a failed write of unknown reason failed for want of space. */
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
        if (MachineFault.isToldBy(reason)) {
            return StorageFailure.Kind.MACHINE;
        }
        return reason.isEmpty()
                        || cause.getClass() == IOException.class
                        || cause.getClass() == FileSystemException.class
                ? byState(path)
                : StorageFailure.Kind.IO;
    }

    /** Whether a name cannot be written at all, as in a locale without its letters. */
    static boolean isUnwritable(InvalidPathException name) {
        return String.valueOf(name.getReason()).contains("unmappable");
    }

    /** What a failure is about, as far as it says so. */
    static Path path(IOException cause) {
        String file = cause instanceof FileSystemException systems ? systems.getFile() : null;
        return Path.of(file == null ? "" : file);
    }

    /** The system's texts come in its user's language, so a text that is not known is held against the facts. */
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
