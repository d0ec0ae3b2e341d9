package dev.tgarchiver.app;

/** The command line or the configuration requests something impossible; the message says what, and what to do. */
public final class InvalidRequest extends Exception {

    private static final long serialVersionUID = 1;

    public InvalidRequest(String message) {
        super(message);
    }
}
