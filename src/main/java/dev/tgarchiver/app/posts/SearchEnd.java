package dev.tgarchiver.app.posts;

/**
 * What a search came to.
 *
 * @param hits how many were given
 * @param more whether there are others
 * @param capped whether only the newest of too many were put in order of relevance
 * @param notIndexed posts that are not in the search index yet, which may have the words, too
 */
public record SearchEnd(long hits, boolean more, boolean capped, long notIndexed) {}
