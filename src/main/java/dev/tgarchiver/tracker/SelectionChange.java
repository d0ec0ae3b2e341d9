package dev.tgarchiver.tracker;

/** The effect of a new selection: files that were pending and are skipped now, and the reverse. */
public record SelectionChange(long skipped, long wanted) {

    /** No change. */
    public static final SelectionChange NOTHING = new SelectionChange(0, 0);

    /** The sum of both. */
    public SelectionChange plus(SelectionChange other) {
        return new SelectionChange(skipped + other.skipped, wanted + other.wanted);
    }
}
