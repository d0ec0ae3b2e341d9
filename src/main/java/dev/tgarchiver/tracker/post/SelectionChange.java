package dev.tgarchiver.tracker.post;

/**
 * The effect of a new selection.
 *
 * @param skipped files that were pending and are skipped now
 * @param wanted the reverse
 * @param found files of recorded posts that became known because it wants what Telegram derives from others, and are pending
 */
public record SelectionChange(long skipped, long wanted, long found) {

    /** The effect on files that were known before. */
    public SelectionChange(long skipped, long wanted) {
        this(skipped, wanted, 0);
    }

    /** No change. */
    public static final SelectionChange NOTHING = new SelectionChange(0, 0);

    /** The sum of both. */
    public SelectionChange plus(SelectionChange other) {
        return new SelectionChange(skipped + other.skipped, wanted + other.wanted, found + other.found);
    }
}
