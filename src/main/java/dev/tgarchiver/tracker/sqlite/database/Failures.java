package dev.tgarchiver.tracker.sqlite.database;

import dev.tgarchiver.model.ByteSize;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.TrackerFailure.Kind;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Turns failures of SQLite and the file system into messages for the user. */
public final class Failures {

    private static final int PRIMARY_CODE = 0xff;

    private final Path file;
    private final Duration busyTimeout;

    public Failures(Path file, Duration busyTimeout) {
        this.file = file;
        this.busyTimeout = busyTimeout;
    }

    public TrackerFailure missing() {
        return TrackerFailure.missing(file);
    }

    TrackerFailure foreign() {
        return new TrackerFailure(
                Kind.FOREIGN,
                file,
                "this is a database of another program. It was left as it is; give the tracker another place.");
    }

    TrackerFailure newer(int found, int known) {
        return new TrackerFailure(
                Kind.NEWER_SCHEMA,
                file,
                "a newer archiver wrote it (schema " + found + ", this one knows " + known
                        + "). It was left as it is; update archiver.");
    }

    TrackerFailure older(int found, int known) {
        return new TrackerFailure(
                Kind.OLDER_SCHEMA,
                file,
                "an older archiver wrote it (schema " + found + ", this one reads " + known
                        + "). The next archiver download brings it up to date.");
    }

    /** Throws unless the tracker's disk has so much space for a migration. */
    void requireSpace(long bytes) throws TrackerFailure {
        try {
            long free = Files.getFileStore(file.toAbsolutePath()).getUsableSpace();
            if (free < bytes) {
                throw new TrackerFailure(
                        Kind.DISK_FULL,
                        file,
                        "an older archiver wrote it, and to bring it up to date takes " + ByteSize.format(bytes)
                                + " on its disk, which has " + ByteSize.format(free)
                                + ". Free some and try again; nothing has changed.");
            }
        } catch (IOException e) {
            throw of(e);
        }
    }

    public TrackerFailure of(IOException cause) {
        if (cause instanceof AccessDeniedException) {
            return notWritable(cause);
        }
        return io(cause);
    }

    /**
     * The failure for a report of SQLite.
     *
     * @throws IllegalStateException when it reports a mistake of this program
     */
    public TrackerFailure of(SQLException cause) {
        if (!(cause instanceof SQLiteException sqlite)) {
            throw new IllegalStateException("Tracker " + file + ": " + cause.getMessage(), cause);
        }
        SQLiteErrorCode code = SQLiteErrorCode.getErrorCode(sqlite.getResultCode().code & PRIMARY_CODE);
        return switch (code) {
            case SQLITE_BUSY, SQLITE_LOCKED -> locked(cause);
            case SQLITE_CORRUPT, SQLITE_NOTADB, SQLITE_FORMAT -> damaged(cause);
            case SQLITE_FULL -> full(cause);
            case SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_PERM, SQLITE_AUTH -> notWritable(cause);
            case SQLITE_IOERR, SQLITE_NOMEM, SQLITE_PROTOCOL, SQLITE_NOLFS -> io(cause);
            default -> throw new IllegalStateException("Tracker " + file + ": " + cause.getMessage(), cause);
        };
    }

    private TrackerFailure locked(Throwable cause) {
        return new TrackerFailure(
                Kind.LOCKED,
                file,
                "another process kept it locked for more than " + busyTimeout.toSeconds()
                        + " s. Let that process end, or stop it, and try again.",
                cause);
    }

    private TrackerFailure damaged(Throwable cause) {
        return new TrackerFailure(
                Kind.DAMAGED,
                file,
                "it is damaged (" + cause.getMessage()
                        + "). Save what can be read of it with: archiver cleanup --recover-tracker (the damaged one is"
                        + " kept), or restore a backup; the archived files themselves are not affected.",
                cause);
    }

    private TrackerFailure full(Throwable cause) {
        return new TrackerFailure(
                Kind.DISK_FULL,
                file,
                "no space is left on its disk. Free some and try again; what was recorded before is safe.",
                cause);
    }

    private TrackerFailure notWritable(Throwable cause) {
        return new TrackerFailure(
                Kind.NOT_WRITABLE,
                file,
                "it cannot be opened or written (" + cause.getMessage()
                        + "). Make sure that the file and its folder belong to you and are writable.",
                cause);
    }

    private TrackerFailure io(Throwable cause) {
        return new TrackerFailure(
                Kind.IO,
                file,
                "the system could not read or write it (" + cause.getMessage()
                        + "). Check the disk and the system's log, then try again.",
                cause);
    }
}
