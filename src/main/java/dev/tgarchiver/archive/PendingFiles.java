package dev.tgarchiver.archive;

import dev.tgarchiver.download.DownloadQueue;
import dev.tgarchiver.tracker.PendingFile;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.TrackerReader;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The tracker's pending files of a run's channels.
 *
 * @param chatIds the channels found so far
 */
record PendingFiles(TrackerReader tracker, Supplier<List<Long>> chatIds) implements DownloadQueue.Source {

    @Override
    public List<PendingFile> pending(int limit, Instant now) throws TrackerFailure {
        return tracker.pending(chatIds.get(), limit, now);
    }

    @Override
    public List<PendingFile> longestWaiting(int limit, Instant now) throws TrackerFailure {
        return tracker.longestWaiting(chatIds.get(), limit, now);
    }

    @Override
    public Optional<Instant> nextDue(Instant after) throws TrackerFailure {
        return tracker.nextDue(chatIds.get(), after);
    }
}
