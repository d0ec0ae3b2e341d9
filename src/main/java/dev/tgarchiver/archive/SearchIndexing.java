package dev.tgarchiver.archive;

import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.query.Indexing;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Adds to the search index, beside a run, the posts that were recorded before the index existed. On a thread of its own,
 * which ends with the run; the next run resumes.
 */
final class SearchIndexing implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SearchIndexing.class);

    private final Indexing index;
    private final Thread thread;
    private volatile boolean stopping;

    private SearchIndexing(Indexing index) {
        this.index = index;
        thread = new Thread(this::run, "search_index");
        thread.setDaemon(true);
    }

    /** Starts; returns at once. */
    static SearchIndexing start(Indexing index) {
        SearchIndexing indexing = new SearchIndexing(index);
        indexing.thread.start();
        return indexing;
    }

    private void run() {
        try {
            long posts = 0;
            int portion = 1;
            while (portion > 0 && !stopping) {
                portion = index.indexNext();
                posts += portion;
            }
            if (posts > 0) {
                LOG.info(
                        "{} posts were added to the search index{}",
                        posts,
                        portion > 0 ? ", which is not whole yet" : "");
            }
        } catch (TrackerFailure e) {
            // The run meets the same failure, and reports it.
            LOG.warn("The search index stays as it is: {}", e.getMessage());
        }
    }

    /** Ends after the portion in hand, about 100 ms. */
    @Override
    public void close() {
        stopping = true;
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
