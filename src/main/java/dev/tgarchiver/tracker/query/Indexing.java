package dev.tgarchiver.tracker.query;

import dev.tgarchiver.tracker.TrackerFailure;

/** Adds posts to the search index that were recorded before it existed. */
public interface Indexing {

    /**
     * Adds the next portion, in a transaction of about 100 ms. A kill loses no more than that.
     *
     * @return how many posts it has looked at; 0 when the index is whole
     */
    int indexNext() throws TrackerFailure;
}
