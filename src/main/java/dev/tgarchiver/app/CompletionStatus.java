package dev.tgarchiver.app;

import dev.tgarchiver.config.ConfigException;
import dev.tgarchiver.storage.ArchiveHeld;
import dev.tgarchiver.storage.StorageFailure;
import dev.tgarchiver.telegram.LoginDialogue.LoginAborted;
import dev.tgarchiver.telegram.TelegramFailure;
import dev.tgarchiver.tracker.TrackerFailure;

/** How a use case ended, in the terms of every front end: a process has an exit code for each. */
public enum CompletionStatus {
    /** All is done. */
    DONE,
    /** A fault of the program. */
    UNEXPECTED,
    /** The request or the configuration is wrong. */
    USAGE,
    /** It came to its end, but something is missing or damaged. */
    SOME_FAILED,
    /** There is no login at Telegram. */
    LOGIN_NEEDED,
    /** A channel or post does not exist, or cannot be read. */
    NO_ACCESS,
    /** The disk is full, not writable, or faulty. */
    STORAGE,
    /** Telegram cannot be reached. */
    NOT_REACHABLE,
    /** Another process has the archive. */
    HELD,
    /** It was stopped. */
    INTERRUPTED;

    /** The status of a use case that a failure ended. */
    public static CompletionStatus of(Exception failure) {
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
