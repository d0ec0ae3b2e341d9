package dev.tgarchiver.tracker.post;

/**
 * What reading posts again from their raw messages came to.
 *
 * @param posts how many were looked at
 * @param changed how many had to be corrected
 * @param found files that it made pending
 * @param notWhole how many have no raw message, and Telegram is not known to have deleted them
 * @param unreadable how many have a raw message that cannot be read
 */
public record ReindexCounts(long posts, long changed, long found, long notWhole, long unreadable) {

    /** Nothing was looked at. */
    public static final ReindexCounts NONE = new ReindexCounts(0, 0, 0, 0, 0);

    /** The sum of both. */
    public ReindexCounts plus(ReindexCounts other) {
        return new ReindexCounts(
                posts + other.posts,
                changed + other.changed,
                found + other.found,
                notWhole + other.notWhole,
                unreadable + other.unreadable);
    }
}
