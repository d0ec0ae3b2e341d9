/**
 * The words of posts and of queries: how texts become tokens, what a query means, and where its words are in a text. Pure
 * functions; knows neither a database nor the archive. Nothing here can fail but the reading of a query, with a {@link
 * dev.tgarchiver.search.QuerySyntaxError}.
 */
@org.jspecify.annotations.NullMarked
package dev.tgarchiver.search;
