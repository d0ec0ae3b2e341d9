package dev.tgarchiver.report.posts;

import dev.tgarchiver.app.posts.SearchHit;

/** Prints hits in one format. */
interface HitPrinter {

    void hit(SearchHit hit);

    /** Prints what is left. */
    default void end() {}
}
