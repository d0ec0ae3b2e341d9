package dev.tgarchiver.download.queue;

import dev.tgarchiver.tracker.file.PendingFile;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The first of the tracker's pending files that are not taken, smallest first, older first among equals. It is bounded,
 * so memory does not grow with the channel, and refilled when it is empty or stale. It reads nothing itself: its owner
 * announces each read of the tracker, because what was released since is not pending any more. Not thread-safe.
 */
final class QueueWindow {

    static final Comparator<PendingFile> SMALLEST_FIRST = Comparator.<PendingFile>comparingLong(
                    file -> file.media().size())
            .thenComparing(PendingFile::postDate)
            .thenComparingLong(PendingFile::id);

    private final int capacity;
    private final PriorityQueue<PendingFile> files = new PriorityQueue<>(SMALLEST_FIRST);

    /** Taken files, which are still pending in the tracker. */
    private final Set<Long> taken = new HashSet<>();

    /** Files that were taken when the last read was announced, and are no longer. */
    private final Set<Long> releasedSinceRead = new HashSet<>();

    private boolean stale = true;

    /** Whether it held every due file when it was filled. */
    private boolean whole;

    /** Whether there were files when the smallest was last taken, and none fitted. */
    private boolean nothingFitted;

    /** When it was last filled. */
    private Instant filledAt = Instant.EPOCH;

    /** @param capacity number of files it holds */
    QueueWindow(int capacity) {
        this.capacity = capacity;
    }

    /** The tracker may have other files now, or files that have become due. */
    void invalidate() {
        stale = true;
    }

    /** Whether it must be filled before a file is taken from it. */
    boolean needsFill() {
        return stale || files.isEmpty();
    }

    /** Whether the tracker may have files that it lacks; one that held everything lacks none until it is stale. */
    boolean mayLackFiles() {
        return stale || (files.isEmpty() && !whole);
    }

    /**
     * Announces a read of the tracker's first pending files.
     *
     * @param wanted number of files that are wanted, without those that are taken
     * @return how many to read: taken files are still pending in the tracker, and may be the first there
     */
    int startRead(int wanted) {
        releasedSinceRead.clear();
        return wanted + taken.size();
    }

    /** Announces a read to fill it, like {@link #startRead}. */
    int startFill(Instant now) {
        stale = false;
        filledAt = now;
        return startRead(capacity);
    }

    /** The files to claim before it is filled with what is due: its next ones, and those that are taken. */
    Set<Long> filledWith(List<PendingFile> due) {
        Set<Long> all = new HashSet<>(taken);
        free(due).limit(capacity).forEach(file -> all.add(file.id()));
        return all;
    }

    /** The files to claim before one of these is taken: they, its own, and those that are taken. */
    Set<Long> withFurther(List<PendingFile> further) {
        Set<Long> all = new HashSet<>(taken);
        files.forEach(file -> all.add(file.id()));
        free(further).forEach(file -> all.add(file.id()));
        return all;
    }

    /**
     * Replaces its files.
     *
     * @param claimed those that the run has claimed
     * @param limit the number that {@link #startFill} returned
     */
    void fill(List<PendingFile> due, Set<Long> claimed, int limit) {
        files.clear();
        whole = due.size() < limit;
        free(due).limit(capacity).filter(file -> claimed.contains(file.id())).forEach(files::add);
    }

    /** Those of the files, as just read, that were not taken meanwhile. */
    Stream<PendingFile> free(List<PendingFile> read) {
        return read.stream().filter(file -> !taken.contains(file.id()) && !releasedSinceRead.contains(file.id()));
    }

    /** When it was last filled. */
    Instant filledAt() {
        return filledAt;
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
    Optional<PendingFile> takeSmallest(RunBudget budget) {
        PendingFile next = files.poll();
        nothingFitted = next != null;
        while (next != null && !budget.fits(next)) {
            next = files.poll();
        }
        nothingFitted &= next == null;
        return take(Optional.ofNullable(next));
    }

    /** Takes the first of the files, as just read, that is claimed and fits. */
    Optional<PendingFile> takeFirst(List<PendingFile> read, Set<Long> claimed, RunBudget budget) {
        Optional<PendingFile> first = free(read)
                .filter(file -> claimed.contains(file.id()) && budget.fits(file))
                .findFirst();
        first.ifPresent(file -> files.removeIf(waiting -> waiting.id() == file.id()));
        return take(first);
    }

    private Optional<PendingFile> take(Optional<PendingFile> file) {
        file.ifPresent(one -> taken.add(one.id()));
        return file;
    }

    /** The file is no longer taken. */
    void release(PendingFile file) {
        taken.remove(file.id());
        releasedSinceRead.add(file.id());
    }
}
