package dev.tgarchiver.download.queue;

import dev.tgarchiver.time.Time;
import dev.tgarchiver.tracker.PendingFile;
import dev.tgarchiver.tracker.TrackerFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * The first of the tracker's pending files that are not taken, smallest first, older first among equals. It is bounded,
 * so memory does not grow with the channel, and refilled when it is empty or stale. Not thread-safe.
 */
final class QueueWindow {

    static final Comparator<PendingFile> SMALLEST_FIRST = Comparator.<PendingFile>comparingLong(
                    file -> file.media().size())
            .thenComparing(PendingFile::postDate)
            .thenComparingLong(PendingFile::id);

    private static final Duration SOON = Duration.ofMillis(1);

    private final DownloadQueue.Source source;
    private final int capacity;
    private final Time time;
    private final PriorityQueue<PendingFile> files = new PriorityQueue<>(SMALLEST_FIRST);

    /** Taken files, which are still pending in the tracker. */
    private final Set<Long> taken = new HashSet<>();

    private boolean stale = true;

    /** Whether it held every due file when it was filled. */
    private boolean whole;

    /** Whether there were files when the smallest was last taken, and none fitted. */
    private boolean nothingFitted;

    /** When it was last filled. */
    private Instant filledAt = Instant.EPOCH;

    /** @param capacity number of files it holds */
    QueueWindow(DownloadQueue.Source source, int capacity, Time time) {
        this.source = source;
        this.capacity = capacity;
        this.time = time;
    }

    /** The tracker may have other files now, or files that have become due. */
    void invalidate() {
        stale = true;
    }

    /** Queries the tracker if that may have files that the window lacks. */
    void refresh() throws TrackerFailure {
        // A window that held everything needs no query, file after file, until it is stale.
        if (stale || !whole) {
            fill();
        }
    }

    /** How many files wait in the window; the tracker has more unless it {@linkplain #isWhole is whole}. */
    int size() {
        return files.size();
    }

    /** Whether it held every due file when it was filled. */
    boolean isWhole() {
        return whole;
    }

    /** Whether there were files when the smallest was last taken, and none fitted. */
    boolean nothingFitted() {
        return nothingFitted;
    }

    /** Whether any file is taken. */
    boolean anyIsTaken() {
        return !taken.isEmpty();
    }

    /** Takes the smallest file that fits; those that do not return when the window is refilled. */
    Optional<PendingFile> takeSmallest(RunBudget budget) throws TrackerFailure {
        fill();
        PendingFile next = files.poll();
        nothingFitted = next != null;
        while (next != null && !budget.fits(next)) {
            next = files.poll();
        }
        nothingFitted &= next == null;
        return take(Optional.ofNullable(next));
    }

    /** Takes the file that has waited longest of those that fit. Queries the tracker. */
    Optional<PendingFile> takeLongestWaiting(RunBudget budget) throws TrackerFailure {
        Optional<PendingFile> oldest = source.longestWaiting(taken.size() + 1, time.now()).stream()
                .filter(file -> !taken.contains(file.id()) && budget.fits(file))
                .findFirst();
        oldest.ifPresent(file -> files.removeIf(waiting -> waiting.id() == file.id()));
        return take(oldest);
    }

    private Optional<PendingFile> take(Optional<PendingFile> file) {
        file.ifPresent(one -> taken.add(one.id()));
        return file;
    }

    /** The file is no longer taken. */
    void release(PendingFile file) {
        taken.remove(file.id());
    }

    /** How many files wait, here or in the tracker; counts at least up to {@code enough}. */
    long waiting(int enough) throws TrackerFailure {
        return files.size() >= enough
                ? files.size()
                : source.pending(enough + taken.size(), time.now()).stream()
                        .filter(file -> !taken.contains(file.id()))
                        .count();
    }

    private void fill() throws TrackerFailure {
        if (!stale && !files.isEmpty()) {
            return;
        }
        stale = false;
        files.clear();
        filledAt = time.now();
        // Taken files are still pending in the tracker, and may be the first there.
        List<PendingFile> due = source.pending(capacity + taken.size(), filledAt);
        whole = due.size() < capacity + taken.size();
        due.stream().filter(file -> !taken.contains(file.id())).limit(capacity).forEach(files::add);
    }

    /** How long until a further file is due; empty when none is, or only after {@code patience}. Never zero. */
    Optional<Duration> untilNextDue(Duration patience) throws TrackerFailure {
        // Counts from the last fill, not from now: files that have become due since must not be overlooked.
        return source.nextDue(filledAt)
                .map(due -> Duration.between(time.now(), due).plus(SOON))
                .filter(wait -> wait.compareTo(patience) <= 0)
                .map(wait -> wait.compareTo(SOON) < 0 ? SOON : wait);
    }
}
