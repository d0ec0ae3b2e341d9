package dev.tgarchiver.model;

/** How a run ended. */
public enum Outcome {
    /** Every wanted file is in the archive. */
    COMPLETE("complete"),
    /** A configured limit ended it. */
    LIMIT_REACHED("limit_reached"),
    /** Some files or channels failed. */
    SOME_FAILED("some_failed"),
    /** The user interrupted it. */
    INTERRUPTED("interrupted"),
    /** A failure that concerns the whole run ended it. */
    ABORTED("aborted");

    private final String key;

    Outcome(String key) {
        this.key = key;
    }

    /** The word that stands for it in the tracker and in JSON. */
    public String key() {
        return key;
    }
}
