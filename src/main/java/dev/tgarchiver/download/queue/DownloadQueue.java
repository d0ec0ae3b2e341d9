package dev.tgarchiver.download.queue;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.tgarchiver.time.Time;
import dev.tgarchiver.tracker.PendingFile;
import dev.tgarchiver.tracker.TrackerFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * Assigns the tracker's pending files to workers, smallest first, older first among equals. Every tenth file is the one
 * that has waited longest instead, so that new small files do not starve a large one. Safe for any thread.
 *
 * <p>One thread at a time chooses a file. It reads the tracker without the queue's monitor, so that a read delays only
 * those that choose: files are given back, and discovery reports, meanwhile.
 */
public final class DownloadQueue {

    /** The pending files that fill the window. */
    public interface Source {

        /** The first {@code limit} pending files that are due {@code now}, in the queue's order. */
        List<PendingFile> pending(int limit, Instant now) throws TrackerFailure;

        /** The first {@code limit} pending files that are due {@code now}, the one that was discovered first at the head. */
        List<PendingFile> longestWaiting(int limit, Instant now) throws TrackerFailure;

        /** When the next file becomes due after this time; empty when none does. */
        Optional<Instant> nextDue(Instant after) throws TrackerFailure;
    }

    /** One file in this many is taken for its age. */
    static final int AGEING = 10;

    private static final Duration SOON = Duration.ofMillis(1);

    private final Source source;
    private final Duration patience;
    private final Time time;

    /** Held by the thread that chooses, also while it reads the tracker. Precedes the monitor. */
    private final Lock choosing = new ReentrantLock();

    @GuardedBy("this")
    private final QueueWindow window;

    @GuardedBy("this")
    private final WorkerBacklogs backlogs = new WorkerBacklogs();

    @GuardedBy("this")
    private final RunBudget budget;

    @GuardedBy("this")
    private final QueueEnd end = new QueueEnd();

    /** Until when nothing is handed out, unless {@link #ready} comes first; nano time. */
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

    /**
     * @param capacity how many files the window holds
     * @param maxFiles how many files may be taken and completed in all; 0 for no limit
     * @param maxBytes their total size; 0 for no limit. A file without an announced size counts when it is complete
     * @param patience how long the queue waits at most for the next attempt at a failed file
     */
    public DownloadQueue(Source source, int capacity, long maxFiles, long maxBytes, Duration patience, Time time) {
        this.source = source;
        this.patience = patience;
        this.time = time;
        window = new QueueWindow(capacity);
        budget = new RunBudget(maxFiles, maxBytes);
    }

    /**
     * Hands out nothing until {@link #ready}, the end of discovery, or for this long: discovery first finds a single
     * file, which would go first however large it is.
     */
    public synchronized void holdBack(Duration atMost) {
        held = true;
        heldUntil = time.nanoTime() + atMost.toNanos();
    }

    /** Discovery has found enough files to choose from. */
    public synchronized void ready() {
        held = false;
        wake();
    }

    /**
     * The next file, which belongs to the caller until it gives it back. Blocks while there is none but there may be
     * one later; empty when the queue has ended.
     */
    public Optional<PendingFile> take() throws TrackerFailure, InterruptedException {
        return take(Taker.OF_ANY_FILE).map(task -> ((Task.Fetch) task).file());
    }

    /** The same, or another worker's file to help with while there is none to take. */
    public Optional<Task> take(Taker taker) throws TrackerFailure, InterruptedException {
        synchronized (this) {
            takers.add(taker);
        }
        try {
            while (true) {
                Choice choice = choose(taker);
                if (choice instanceof Choice.Taken next) {
                    return Optional.of(next.task());
                }
                if (!(choice instanceof Choice.Wait pause)) {
                    return Optional.empty();
                }
                await(pause);
            }
        } finally {
            synchronized (this) {
                takers.remove(taker);
                wake();
            }
        }
    }

    /** What a taker is to do. */
    private sealed interface Choice {

        record Taken(Task task) implements Choice {}

        /** Waits for a change since the choice, which saw that many. */
        record Wait(Duration atMost, long seen) implements Choice {}

        record Ended() implements Choice {}
    }

    private synchronized void await(Choice.Wait pause) throws InterruptedException {
        if (changes == pause.seen()) {
            time.await(this, pause.atMost());
        }
    }

    private Choice choose(Taker taker) throws TrackerFailure, InterruptedException {
        choosing.lockInterruptibly();
        try {
            Optional<Choice> first = withoutTracker(taker);
            return first.isPresent() ? first.get() : fromTracker(taker);
        } finally {
            choosing.unlock();
        }
    }

    /** Empty when the tracker may have a file for the taker. */
    private synchronized Optional<Choice> withoutTracker(Taker taker) {
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

    private Choice fromTracker(Taker taker) throws TrackerFailure {
        Optional<PendingFile> file = claim();
        long seen;
        Instant filledAt;
        synchronized (this) {
            if (file.isEmpty() && !end.isClosed()) {
                backlogs.steal(taker.worker());
                file = backlogs.poll(taker.worker());
            }
            if (file.isPresent()) {
                return new Choice.Taken(new Task.Fetch(file.get()));
            }
            taker.foundNothing();
            if (!end.isClosed() && taker.canHelp()) {
                return new Choice.Taken(new Task.Help());
            }
            seen = changes;
            filledAt = window.filledAt();
        }
        // Counts from the last fill, not from now: files that have become due since must not be overlooked.
        return pause(source.nextDue(filledAt), seen);
    }

    /** A file whose attempt failed becomes due while others are in flight or the walk continues, or after all others. */
    private synchronized Choice pause(Optional<Instant> due, long seen) {
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

    /** Takes the next pending file, for any worker. The caller chooses. */
    private Optional<PendingFile> claim() throws TrackerFailure {
        int limit;
        synchronized (this) {
            if (budget.files() == 0) {
                return Optional.empty();
            }
            limit = (taken + 1) % AGEING == 0 ? window.startRead(1) : 0;
        }
        if (limit > 0) {
            List<PendingFile> oldest = source.longestWaiting(limit, time.now());
            synchronized (this) {
                Optional<PendingFile> next = end.isClosed() ? Optional.empty() : window.takeFirst(oldest, budget);
                if (next.isPresent()) {
                    return count(next);
                }
            }
        }
        fill(QueueWindow::needsFill);
        synchronized (this) {
            return end.isClosed() ? Optional.empty() : count(window.takeSmallest(budget));
        }
    }

    @GuardedBy("this")
    private Optional<PendingFile> count(Optional<PendingFile> file) {
        if (file.isPresent()) {
            taken++;
            budget.take(file.get());
        }
        return file;
    }

    /** Fills the window if it needs that. The caller chooses. */
    private void fill(Predicate<QueueWindow> needed) throws TrackerFailure {
        int limit;
        Instant now = time.now();
        synchronized (this) {
            if (!needed.test(window)) {
                return;
            }
            limit = window.startFill(now);
        }
        List<PendingFile> due = source.pending(limit, now);
        synchronized (this) {
            window.fill(due, limit);
        }
    }

    /**
     * Assigns the next files to a worker, until its backlog is full or it has its even share of what waits. It takes
     * them before any other; a worker that finds nothing else steals a part of another's backlog. Blocks only while
     * others choose.
     *
     * @param workers number of workers that share what waits
     * @return the worker's backlog
     */
    List<PendingFile> assign(String worker, WorkerBacklogs.Room room, int workers) throws TrackerFailure {
        choosing.lock();
        try {
            fill(QueueWindow::mayLackFiles);
            while (mayBeAssigned(worker, room, workers)) {
                Optional<PendingFile> next = claim();
                if (next.isEmpty()) {
                    break;
                }
                synchronized (this) {
                    backlogs.assign(worker, next.get());
                }
            }
            synchronized (this) {
                return backlogs.of(worker);
            }
        } finally {
            choosing.unlock();
        }
    }

    private synchronized boolean mayBeAssigned(String worker, WorkerBacklogs.Room room, int workers) {
        int own = backlogs.size(worker);
        boolean hasLessThanItsShare = !window.isWhole() || own * workers < own + window.size();
        return !end.isClosed() && !backlogs.isFull(worker, room) && hasLessThanItsShare;
    }

    /**
     * The file has ended for this run: it is in the archive, or it failed permanently.
     *
     * @param bytes what it counts against the limit; for a file without an announced size known only now
     */
    public synchronized void finished(PendingFile file, long bytes) {
        window.release(file);
        budget.settle(file, bytes);
        wake();
    }

    /** The file is pending again, and does not count against the limit. */
    public synchronized void giveBack(PendingFile file) {
        window.release(file);
        budget.giveBack(file);
        window.invalidate();
        wake();
    }

    /** Discovery has found new files, which may be smaller than those in the window. */
    public synchronized void discovered() {
        window.invalidate();
        wake();
    }

    /** Lets waiting takers check again. */
    public synchronized void wake() {
        changes++;
        notifyAll();
    }

    /** Whether fewer files than that wait for a worker, not counting backlogs that are soon worked off. */
    public boolean hasFewerThan(int files) throws TrackerFailure {
        choosing.lock();
        try {
            int further;
            int limit;
            synchronized (this) {
                further = files - backlogs.large();
                if (end.isClosed() || budget.files() < further) {
                    return true;
                }
                if (window.size() >= further) {
                    return false;
                }
                limit = window.startRead(further);
            }
            List<PendingFile> pending = source.pending(limit, time.now());
            synchronized (this) {
                return window.free(pending).count() < further;
            }
        } finally {
            choosing.unlock();
        }
    }

    /**
     * Whether no file waits that a caller could take, not even in another worker's backlog; also true when none is
     * handed out.
     */
    public boolean hasNone() throws TrackerFailure {
        synchronized (this) {
            if (end.isClosed() || backlogs.files() > 0) {
                return end.isClosed();
            }
        }
        return hasFewerThan(1);
    }

    /** Discovery is complete: the queue ends when it is empty. */
    public synchronized void discoveryEnded() {
        end.discoveryEnded();
        window.invalidate();
        wake();
    }

    /** Hands out no further files, whatever is pending; taken ones may still be given back. */
    public synchronized void close() {
        end.close();
        wake();
    }

    /**
     * Whether the limit of files or bytes is used up. While nothing was taken and discovery continues, it may still
     * find a file that is small enough.
     */
    public synchronized boolean limitReached() {
        return end.limitReached(budget, window);
    }
}
