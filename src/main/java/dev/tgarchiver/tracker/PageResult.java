package dev.tgarchiver.tracker;

/**
 * What a page brought that was not known.
 *
 * @param newPosts posts seen for the first time
 * @param newFiles files that became pending through it
 * @param newBytes their announced bytes
 */
public record PageResult(int newPosts, int newFiles, long newBytes) {}
