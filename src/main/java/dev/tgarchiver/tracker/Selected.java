package dev.tgarchiver.tracker;

/** What a new selection has changed: files that were pending and are skipped now, and the other way round. */
public record Selected(long skipped, long wanted) {

    /** No change. */
    public static final Selected NOTHING = new Selected(0, 0);

    /** Both together. */
    public Selected plus(Selected other) {
        return new Selected(skipped + other.skipped, wanted + other.wanted);
    }
}
