package dev.tgarchiver.tracker;

/**
 * How far a channel's history is known.
 *
 * @param newest the high-water mark: the highest message id seen, 0 if none
 * @param oldest the low-water mark: the lowest message id seen by the first walk, from which it goes on; 0 if none
 * @param complete whether the first walk reached the channel's beginning
 */
public record Cursor(long newest, long oldest, boolean complete) {

    /** Nothing is known yet. */
    public static final Cursor START = new Cursor(0, 0, false);
}
