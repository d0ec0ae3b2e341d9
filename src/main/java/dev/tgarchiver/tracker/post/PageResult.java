package dev.tgarchiver.tracker.post;

/**
 * The new content of a page.
 *
 * @param newPosts posts seen for the first time
 * @param newFiles files that it made pending
 * @param newBytes their announced bytes
 * @param edited known posts of which it brought another version
 */
public record PageResult(int newPosts, int newFiles, long newBytes, int edited) {

    /** A page without known posts that have changed. */
    public PageResult(int newPosts, int newFiles, long newBytes) {
        this(newPosts, newFiles, newBytes, 0);
    }
}
