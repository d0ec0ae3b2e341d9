package dev.tgarchiver.download.queue;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.tgarchiver.time.Time;
import dev.tgarchiver.tracker.file.PendingFile;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What a queue has in memory: the window of pending files, what is taken, backlogs, budget, and who waits. Reads
 * nothing. Thread-safe; only {@link #await} blocks.
 */
final class QueueState {

    private static final Duration SOON = Duration.ofMillis(1);

    private final Duration patience;
    private final Time time;

    @GuardedBy("this")
    private final QueueWindow window;

    @GuardedBy("this")
    private final WorkerBacklogs backlogs = new WorkerBacklogs();

    @GuardedBy("this")
    private final RunBudget budget;

    @GuardedBy("this")
    private final QueueEnd end = new QueueEnd();

    /** Until when nothing is handed out, unless discovery has found enough before; nano time. */
    @GuardedBy("this")
    private long heldUntil;

    @GuardedBy("this")
    private boolean held;

    /** The takers that wait for a file. */
    @GuardedBy("this")
    private final List<Taker> takers = new ArrayList<>();

    @GuardedBy("this")
    private long taken;

    /** Counts what may change a taker's choice, so that none waits after a change that it has not seen. */
    @GuardedBy("this")
    private long changes;

    QueueState(QueueWindow window, RunBudget budget, Duration patience, Time time) {
        this.window = window;
        this.budget = budget;
        this.patience = patience;
        this.time = time;
    }

    synchronized void holdBack(Duration atMost) {
        held = true;
        heldUntil = time.nanoTime() + atMost.toNanos();
    }

    synchronized void ready() {
        held = false;
        wake();
    }

    synchronized void wake() {
        changes++;
        notifyAll();
    }

    synchronized void arrive(Taker taker) {
        takers.add(taker);
    }

    synchronized void leave(Taker taker) {
        takers.remove(taker);
        wake();
    }

    /** Blocks until something has changed since the choice, at most as long as it says; may return early. */
    synchronized void await(Choice.Wait pause) throws InterruptedException {
        if (changes == pause.seen()) {
            time.await(this, pause.atMost());
        }
    }

    /** Empty when the tracker may have a file for the taker. */
    synchronized Optional<Choice> withoutTracker(Taker taker) {
        if (end.isClosed()) {
            return Optional.of(new Choice.Ended());
        }
        long hold = held && end.isDiscovering() ? heldUntil - time.nanoTime() : 0;
        if (hold > 0) {
            return Optional.of(new Choice.Wait(Duration.ofNanos(hold), changes));
        }
        if (!taker.mayStart()) {
            backlogs.drain(taker.worker()).forEach(this::giveBack);
        }
        if (!isItsTurn(taker)) {
            return Optional.of(new Choice.Wait(patience, changes));
        }
        return backlogs.poll(taker.worker()).map(file -> new Choice.Taken(new Task.Fetch(file)));
    }

    @GuardedBy("this")
    private boolean isItsTurn(Taker taker) {
        return taker.mayStart()
                && (taker.isIdle()
                        || backlogs.size(taker.worker()) > 0
                        || takers.stream().noneMatch(other -> other.isIdle() && other.mayStart()));
    }

    /** A file from another worker's backlog, or another worker's file to help with; empty when there is neither. */
    synchronized Optional<Choice> fromOthers(Taker taker) {
        if (end.isClosed()) {
            return Optional.of(new Choice.Ended());
        }
        backlogs.steal(taker.worker());
        Optional<PendingFile> file = backlogs.poll(taker.worker());
        if (file.isPresent()) {
            return file.map(one -> new Choice.Taken(new Task.Fetch(one)));
        }
        taker.foundNothing();
        return taker.canHelp() ? Optional.of(new Choice.Taken(new Task.Help())) : Optional.empty();
    }

    /** How many changes there were. */
    synchronized long changes() {
        return changes;
    }

    /** When the window was last filled. */
    synchronized Instant filledAt() {
        return window.filledAt();
    }

    /**
     * A file whose attempt failed becomes due while others are in flight or the walk continues, or after all others.
     *
     * @param due when the next one does after the window was last filled
     */
    synchronized Choice pause(Optional<Instant> due, long seen) {
        if (changes != seen) {
            return new Choice.Wait(patience, seen);
        }
        Optional<Duration> pause = due.map(
                        at -> Duration.between(time.now(), at).plus(SOON))
                .filter(wait -> wait.compareTo(patience) <= 0)
                .map(wait -> wait.compareTo(SOON) < 0 ? SOON : wait);
        QueueEnd.Verdict verdict = end.verdict(budget, window);
        if (verdict == QueueEnd.Verdict.ENDED || (verdict == QueueEnd.Verdict.UNLESS_DUE && pause.isEmpty())) {
            close();
            return new Choice.Ended();
        }
        if (budget.files() == 0) {
            return new Choice.Wait(patience, seen);
        }
        window.invalidate();
        return new Choice.Wait(pause.orElse(patience), seen);
    }

    /** Announces a read of the files that have waited longest, of which one is taken for its age; empty for no read. */
    synchronized OptionalInt startAgeing(int ageing) {
        return (taken + 1) % ageing == 0 ? OptionalInt.of(window.startRead(1)) : OptionalInt.empty();
    }

    /** Whether the budget has no file left. */
    synchronized boolean mayTakeNone() {
        return budget.files() == 0;
    }

    /** The files to claim before one of these is taken. */
    synchronized Set<Long> withFurther(List<PendingFile> further) {
        return window.withFurther(further);
    }

    synchronized Optional<PendingFile> takeFirst(List<PendingFile> read, Set<Long> claimed) {
        return end.isClosed() ? Optional.empty() : count(window.takeFirst(read, claimed, budget));
    }

    synchronized Optional<PendingFile> takeSmallest() {
        return end.isClosed() ? Optional.empty() : count(window.takeSmallest(budget));
    }

    @GuardedBy("this")
    private Optional<PendingFile> count(Optional<PendingFile> file) {
        if (file.isPresent()) {
            taken++;
            budget.take(file.get());
        }
        return file;
    }

    /**
     * Announces a read that fills the window; empty when it needs none.
     *
     * @param unlessWhole whether an empty window that held every file needs none either
     */
    synchronized OptionalInt startFill(boolean unlessWhole, Instant now) {
        boolean needed = unlessWhole ? window.mayLackFiles() : window.needsFill();
        return needed ? OptionalInt.of(window.startFill(now)) : OptionalInt.empty();
    }

    /** The files to claim before the window is filled with what is due. */
    synchronized Set<Long> filledWith(List<PendingFile> due) {
        return window.filledWith(due);
    }

    synchronized void fill(List<PendingFile> due, Set<Long> claimed, int limit) {
        window.fill(due, claimed, limit);
    }

    synchronized boolean mayBeAssigned(String worker, WorkerBacklogs.Room room, int workers) {
        int own = backlogs.size(worker);
        boolean hasLessThanItsShare = !window.isWhole() || own * workers < own + window.size();
        return !end.isClosed() && !backlogs.isFull(worker, room) && hasLessThanItsShare;
    }

    synchronized void assign(String worker, PendingFile file) {
        backlogs.assign(worker, file);
    }

    synchronized List<PendingFile> backlog(String worker) {
        return backlogs.of(worker);
    }

    /** Whether a worker has a file, or one is in a backlog. */
    synchronized boolean anyIsTaken() {
        return window.anyIsTaken();
    }

    /** Whether it is closed, or there is no file in a backlog. */
    synchronized boolean hasEmptyBacklogs() {
        return end.isClosed() || backlogs.files() == 0;
    }

    /** Number of files that wait in backlogs that are not soon worked off. */
    synchronized int inLargeBacklogs() {
        return backlogs.large();
    }

    /** Whether fewer files than that may be taken from the window; empty when only the tracker knows. */
    synchronized Optional<Boolean> hasFewerThan(int files) {
        if (end.isClosed() || budget.files() < files) {
            return Optional.of(true);
        }
        return window.size() >= files ? Optional.of(false) : Optional.empty();
    }

    synchronized int startRead(int wanted) {
        return window.startRead(wanted);
    }

    /** How many of the files, as just read, are not taken. */
    synchronized long free(List<PendingFile> read) {
        return window.free(read).count();
    }

    synchronized void finished(PendingFile file, long bytes) {
        window.release(file);
        budget.settle(file, bytes);
        wake();
    }

    synchronized void giveBack(PendingFile file) {
        window.release(file);
        budget.giveBack(file);
        window.invalidate();
        wake();
    }

    synchronized void discovered() {
        window.invalidate();
        wake();
    }

    synchronized void discoveryEnded() {
        end.discoveryEnded();
        window.invalidate();
        wake();
    }

    synchronized void close() {
        end.close();
        wake();
    }

    synchronized boolean limitReached() {
        return end.limitReached(budget, window);
    }
}
