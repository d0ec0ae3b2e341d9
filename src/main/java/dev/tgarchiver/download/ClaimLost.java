package dev.tgarchiver.download;

/** Another run has claimed the file since: what this one says of it has no effect. */
final class ClaimLost extends Exception {

    private static final long serialVersionUID = 1L;

    ClaimLost() {
        super("another run has claimed it");
    }
}
