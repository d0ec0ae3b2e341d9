package dev.tgarchiver.model;

import java.util.Arrays;

/** The state of a post's file. */
public enum FileState {
    /** To be downloaded. */
    PENDING("pending"),
    /** In the archive. */
    DONE("done"),
    /** Failed permanently, for a {@link FailureCause}. */
    FAILED("failed"),
    /** Not wanted: a filter excludes it, or its post holds another file now. */
    SKIPPED("skipped"),
    /** Was in the archive; the user removed it. */
    REMOVED("removed");

    private final String key;

    FileState(String key) {
        this.key = key;
    }

    /** The word that stands for it in the tracker, in JSON and in tables. */
    public String key() {
        return key;
    }

    /**
     * The state that a word of the tracker stands for.
     *
     * @throws IllegalArgumentException when the word is unknown
     */
    public static FileState of(String key) {
        return Arrays.stream(values())
                .filter(state -> state.key.equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("a file in the state " + key));
    }
}
