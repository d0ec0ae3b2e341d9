package dev.tgarchiver.tracker;

/** Some files and the sum of their sizes. */
public record Amount(long files, long bytes) {

    /** Nothing. */
    public static final Amount NONE = new Amount(0, 0);

    /** Both together. */
    public Amount plus(Amount other) {
        return new Amount(files + other.files, bytes + other.bytes);
    }
}
