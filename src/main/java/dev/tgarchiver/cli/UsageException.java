package dev.tgarchiver.cli;

/** The command line or the configuration requests something impossible; the message says what, and what to do. */
final class UsageException extends Exception {

    private static final long serialVersionUID = 1;

    UsageException(String message) {
        super(message);
    }
}
