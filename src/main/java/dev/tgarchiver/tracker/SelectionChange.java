package dev.tgarchiver.tracker;

/** What a new selection has changed: files that were pending and are skipped now, and the other way round. */
public record SelectionChange(long skipped, long wanted) {

    /** No change. */
    public static final SelectionChange NOTHING = new SelectionChange(0, 0);

    /** Both together. */
    public SelectionChange plus(SelectionChange other) {
        return new SelectionChange(skipped + other.skipped, wanted + other.wanted);
    }
}
