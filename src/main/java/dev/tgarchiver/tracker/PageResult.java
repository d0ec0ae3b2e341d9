package dev.tgarchiver.tracker;

/**
 * The new content of a page.
 *
 * @param newPosts posts seen for the first time
 * @param newFiles files that it made pending
 * @param newBytes their announced bytes
 */
public record PageResult(int newPosts, int newFiles, long newBytes) {}
