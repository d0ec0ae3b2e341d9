package dev.tgarchiver.tracker;

import dev.tgarchiver.tracker.query.PostFinder;
import dev.tgarchiver.tracker.topic.TopicCatalog;
import java.util.List;

/**
 * Reads the tracker. Thread-safe; calls wait for each other and for the disk, each sees one state of the archive, and
 * takes milliseconds unless stated otherwise, however large the archive is. An unknown chat id is a channel without
 * posts.
 */
public interface TrackerReader
        extends ChannelCatalog,
                PostCatalog,
                PostFinder,
                PendingFiles,
                FileCatalog,
                ForgottenChannels,
                RunHistory,
                Statistics,
                TopicCatalog,
                AutoCloseable {

    /**
     * Reads the whole tracker and counts everything again: seconds for a large archive, during which other calls wait.
     *
     * @return the problems, in words for the user; empty if there are none
     */
    List<String> integrityCheck() throws TrackerFailure;

    /** Closes the tracker. Running calls end first; later ones throw {@link IllegalStateException}. */
    @Override
    void close() throws TrackerFailure;
}
