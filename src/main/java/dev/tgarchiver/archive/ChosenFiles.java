package dev.tgarchiver.archive;

import dev.tgarchiver.download.queue.DownloadQueue;
import dev.tgarchiver.tracker.PendingFiles;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.file.PendingFile;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The pending ones of chosen files. */
record ChosenFiles(PendingFiles tracker, List<Long> files) implements DownloadQueue.Source {

    @Override
    public List<PendingFile> pending(int limit, Instant now) throws TrackerFailure {
        return tracker.pendingOf(files, limit, now);
    }

    @Override
    public List<PendingFile> longestWaiting(int limit, Instant now) throws TrackerFailure {
        return tracker.pendingOf(files, Integer.MAX_VALUE, now).stream()
                .sorted(Comparator.comparingLong(PendingFile::id))
                .limit(limit)
                .toList();
    }

    @Override
    public Optional<Instant> nextDue(Instant after) throws TrackerFailure {
        return tracker.nextDueOf(files, after);
    }

    /** Claims nothing: a run's {@link ClaimedFiles} do. */
    @Override
    public Set<Long> claim(Set<Long> wanted) {
        return wanted;
    }
}
