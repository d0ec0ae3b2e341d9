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
 * The first of the tracker's pending files that nobody has taken, smallest first, older first among equals. It is bounded, so
 * memory does not grow with the channel, and filled anew when it is empty or stale. Not thread-safe.
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

    /** Those that somebody has, which are still pending in the tracker. */
    private final Set<Long> taken = new HashSet<>();

    private boolean stale = true;

    /** Whether it held all that was due when it was filled. */
    private boolean whole;

    /** Whether there were files at the last look, and each was refused. */
    private boolean nothingFitted;

    /** When it was last filled. */
    private Instant looked = Instant.EPOCH;

    /** @param capacity how many files it holds */
    QueueWindow(DownloadQueue.Source source, int capacity, Time time) {
        this.source = source;
        this.capacity = capacity;
        this.time = time;
    }

    /** The tracker may have other files now, or some may have become due. */
    void turnStale() {
        stale = true;
    }

    /** Looks at the tracker if that may have what is not here. */
    void refresh() throws TrackerFailure {
        // Of a window that held everything nothing is left to ask the tracker for, file after file, until it is stale.
        if (stale || !whole) {
            fill();
        }
    }

    /** How many files wait here; the tracker has more unless the window {@linkplain #isWhole is whole}. */
    int size() {
        return files.size();
    }

    /** Whether it held all that was due when it was filled. */
    boolean isWhole() {
        return whole;
    }

    /** Whether there were files when the smallest was last asked for, and none of them fitted. */
    boolean nothingFitted() {
        return nothingFitted;
    }

    /** Whether somebody has a file. */
    boolean anyIsTaken() {
        return !taken.isEmpty();
    }

    /** Takes the smallest file that fits; the others are here again after the next look. */
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

    /** Takes the file that has waited longest of those that fit, which the tracker is asked for. */
    Optional<PendingFile> takeEldest(RunBudget budget) throws TrackerFailure {
        Optional<PendingFile> eldest = source.longestWaiting(taken.size() + 1, time.now()).stream()
                .filter(file -> !taken.contains(file.id()) && budget.fits(file))
                .findFirst();
        eldest.ifPresent(file -> files.removeIf(waiting -> waiting.id() == file.id()));
        return take(eldest);
    }

    private Optional<PendingFile> take(Optional<PendingFile> file) {
        file.ifPresent(one -> taken.add(one.id()));
        return file;
    }

    /** Nobody has the file any more. */
    void release(PendingFile file) {
        taken.remove(file.id());
    }

    /** How many files wait, here or in the tracker; counts up to {@code enough} at least. */
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
        looked = time.now();
        // Those that are taken are still pending in the tracker, and may stand at its head.
        List<PendingFile> due = source.pending(capacity + taken.size(), looked);
        whole = due.size() < capacity + taken.size();
        due.stream().filter(file -> !taken.contains(file.id())).limit(capacity).forEach(files::add);
    }

    /** How long until a further file is due; empty when none is, or only after {@code patience}. Never zero. */
    Optional<Duration> untilNextDue(Duration patience) throws TrackerFailure {
        // From the time of that look on, not from now: what has become due since must not be overlooked.
        return source.nextDue(looked)
                .map(due -> Duration.between(time.now(), due).plus(SOON))
                .filter(wait -> wait.compareTo(patience) <= 0)
                .map(wait -> wait.compareTo(SOON) < 0 ? SOON : wait);
    }
}
