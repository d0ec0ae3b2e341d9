package dev.tgarchiver.cli;

import dev.tgarchiver.app.InvalidRequest;
import dev.tgarchiver.config.ConfigException;
import dev.tgarchiver.storage.StorageFailure;
import dev.tgarchiver.storage.local.ArchiveLock.ArchiveHeld;
import dev.tgarchiver.telegram.LoginDialogue.LoginAborted;
import dev.tgarchiver.telegram.TelegramFailure;
import dev.tgarchiver.tracker.TrackerFailure;

/** The process's exit code; scripts rely on it. */
enum ExitCode {
    DONE(0),
    UNEXPECTED(1),
    USAGE(2),
    SOME_FAILED(3),
    LOGIN_NEEDED(4),
    NO_ACCESS(5),
    STORAGE(6),
    NOT_REACHABLE(7),
    HELD(11),
    INTERRUPTED(130);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    /** The code of a failure that ended a command. */
    static ExitCode of(Exception failure) {
        if (failure instanceof ConfigException || failure instanceof InvalidRequest) {
            return USAGE;
        }
        if (failure instanceof TelegramFailure telegram) {
            return switch (telegram.kind()) {
                case FLOOD_WAIT, TRANSIENT, GONE, REPLACED -> SOME_FAILED;
                case NO_ACCESS, ACCOUNT_REFUSED -> NO_ACCESS;
                case LOGIN_NEEDED -> LOGIN_NEEDED;
                case HELD -> HELD;
                case LOCAL -> STORAGE;
                case UNREACHABLE -> NOT_REACHABLE;
            };
        }
        if (failure instanceof LoginAborted) {
            return LOGIN_NEEDED;
        }
        if (failure instanceof ArchiveHeld) {
            return HELD;
        }
        if (failure instanceof StorageFailure) {
            return STORAGE;
        }
        if (failure instanceof TrackerFailure tracker) {
            return switch (tracker.kind()) {
                case LOCKED -> HELD;
                case MISSING -> USAGE;
                case DAMAGED, FOREIGN, NEWER_SCHEMA, OLDER_SCHEMA, DISK_FULL, NOT_WRITABLE, IO -> STORAGE;
            };
        }
        return failure instanceof InterruptedException ? INTERRUPTED : UNEXPECTED;
    }
}
