package dev.tgarchiver.cli.process;

import dev.tgarchiver.app.CompletionStatus;

/** The process's exit code; scripts rely on it. */
public enum ExitCode {
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

    public int code() {
        return code;
    }

    /** The code of a failure that ended a command. */
    public static ExitCode of(Exception failure) {
        return of(CompletionStatus.of(failure));
    }

    /** The code of a use case that ended so. */
    public static ExitCode of(CompletionStatus status) {
        return switch (status) {
            case DONE -> DONE;
            case UNEXPECTED -> UNEXPECTED;
            case USAGE -> USAGE;
            case SOME_FAILED -> SOME_FAILED;
            case LOGIN_NEEDED -> LOGIN_NEEDED;
            case NO_ACCESS -> NO_ACCESS;
            case STORAGE -> STORAGE;
            case NOT_REACHABLE -> NOT_REACHABLE;
            case HELD -> HELD;
            case INTERRUPTED -> INTERRUPTED;
        };
    }
}
