package dev.tgarchiver.app.posts;

import dev.tgarchiver.tracker.query.PostQuery;

/**
 * A search.
 *
 * @param query in the language of {@link dev.tgarchiver.search.QueryParser}
 * @param selection what else must hold
 * @param limit the most hits; 0 for all
 */
public record SearchOrder(String query, PostSelection selection, PostQuery.Order order, int limit) {}
