/**
 * The port for reading posts by what they are: conditions, orders, what is found, and how whole the search index is. Lists,
 * search and export read through it.
 */
@org.jspecify.annotations.NullMarked
package dev.tgarchiver.tracker.query;
