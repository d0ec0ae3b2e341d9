package dev.tgarchiver.tracker.file;

/** Some files and the sum of their sizes. */
public record FileTotals(long files, long bytes) {

    /** Nothing. */
    public static final FileTotals NONE = new FileTotals(0, 0);

    /** The sum of both. */
    public FileTotals plus(FileTotals other) {
        return new FileTotals(files + other.files, bytes + other.bytes);
    }
}
