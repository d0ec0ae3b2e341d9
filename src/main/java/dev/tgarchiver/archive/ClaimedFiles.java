package dev.tgarchiver.archive;

import dev.tgarchiver.download.queue.DownloadQueue;
import dev.tgarchiver.time.Time;
import dev.tgarchiver.tracker.FileQueue;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.file.PendingFile;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A run's files, claimed in the tracker before the queue hands them out. The leases are longer than any pause of a run
 * that is alive, and renewed while it lasts; the tracker ends them with the run.
 * Thread-safe.
 */
final class ClaimedFiles implements DownloadQueue.Source {

    private static final Duration LEASE = Duration.ofMinutes(10);
    private static final Duration RENEWAL = LEASE.dividedBy(4);

    private final DownloadQueue.Source files;
    private final FileQueue tracker;
    private final Time time;

    /** Nano time; used by the run's watchdog alone. */
    private long renewedAt;

    ClaimedFiles(DownloadQueue.Source files, FileQueue tracker, Time time) {
        this.files = files;
        this.tracker = tracker;
        this.time = time;
        renewedAt = time.nanoTime();
    }

    @Override
    public List<PendingFile> pending(int limit, Instant now) throws TrackerFailure {
        return files.pending(limit, now);
    }

    @Override
    public List<PendingFile> longestWaiting(int limit, Instant now) throws TrackerFailure {
        return files.longestWaiting(limit, now);
    }

    @Override
    public Optional<Instant> nextDue(Instant after) throws TrackerFailure {
        return files.nextDue(after);
    }

    @Override
    public Set<Long> claim(Set<Long> wanted) throws TrackerFailure {
        Instant now = time.now();
        return tracker.claim(wanted, now, now.plus(LEASE));
    }

    /** Renews the leases if it is time. Called by one thread. */
    void renew() throws TrackerFailure {
        long now = time.nanoTime();
        if (now - renewedAt >= RENEWAL.toNanos()) {
            renewedAt = now;
            int unused = tracker.renew(time.now().plus(LEASE));
        }
    }
}
