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

/**
 * Assigns the tracker's pending files to workers, smallest first, older first among equals. Every tenth file is the one
 * that has waited longest instead, so that new small files do not starve a large one. Safe for any thread.
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

    private final Duration patience;
    private final Time time;

    @GuardedBy("this")
    private final QueueWindow window;

    @GuardedBy("this")
    private final WorkerBacklogs backlogs = new WorkerBacklogs();

    @GuardedBy("this")
    private final RunBudget budget;

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

    @GuardedBy("this")
    private boolean discovering = true;

    @GuardedBy("this")
    private boolean closed;

    /**
     * @param capacity how many files the window holds
     * @param maxFiles how many files may be taken and completed in all; 0 for no limit
     * @param maxBytes their total size; 0 for no limit. A file without an announced size counts when it is complete
     * @param patience how long the queue waits at most for the next attempt at a failed file
     */
    public DownloadQueue(Source source, int capacity, long maxFiles, long maxBytes, Duration patience, Time time) {
        this.patience = patience;
        this.time = time;
        window = new QueueWindow(source, capacity, time);
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
        notifyAll();
    }

    /**
     * The next file, which belongs to the caller until it gives it back. Blocks while there is none but there may be
     * one later; empty when the queue has ended.
     */
    public Optional<PendingFile> take() throws TrackerFailure, InterruptedException {
        return take(ANY_FILE).map(task -> ((Task.Fetch) task).file());
    }

    /** A thread that waits for a file. All methods are called under the queue's lock, and must not block. */
    public interface Taker {

        /** The worker that the thread belongs to. */
        String worker();

        /** Whether its worker has no other file: then it precedes those that have one. */
        boolean isIdle();

        /** Whether it may start a file now; at least one taker always may. */
        boolean mayStart();

        /** Called when there is no file for it, though it may start one. */
        void foundNothing();

        /**
         * Whether there is another worker's file to help with while there is none to take. Call {@link #wake} when that
         * changes.
         */
        boolean canHelp();
    }

    /** Takes any file, and never helps. */
    private static final Taker ANY_FILE = new Taker() {
        @Override
        public String worker() {
            return "";
        }

        @Override
        public boolean isIdle() {
            return true;
        }

        @Override
        public boolean mayStart() {
            return true;
        }

        @Override
        public void foundNothing() {}

        @Override
        public boolean canHelp() {
            return false;
        }
    };

    /** The same, or another worker's file to help with while there is none to take. */
    public synchronized Optional<Task> take(Taker taker) throws TrackerFailure, InterruptedException {
        takers.add(taker);
        try {
            return next(taker);
        } finally {
            takers.remove(taker);
            notifyAll();
        }
    }

    @GuardedBy("this")
    private boolean isItsTurn(Taker taker) {
        return taker.mayStart()
                && (taker.isIdle()
                        || backlogs.size(taker.worker()) > 0
                        || takers.stream().noneMatch(other -> other.isIdle() && other.mayStart()));
    }

    @GuardedBy("this")
    private Optional<Task> next(Taker taker) throws TrackerFailure, InterruptedException {
        while (!closed) {
            long hold = held && discovering ? heldUntil - time.nanoTime() : 0;
            if (hold > 0) {
                time.await(this, Duration.ofNanos(hold));
                continue;
            }
            if (!taker.mayStart()) {
                backlogs.drain(taker.worker()).forEach(this::giveBack);
            }
            if (!isItsTurn(taker)) {
                time.await(this, patience);
                continue;
            }
            Optional<PendingFile> file = backlogs.poll(taker.worker());
            if (file.isEmpty()) {
                file = claim();
            }
            if (file.isEmpty()) {
                backlogs.steal(taker.worker());
                file = backlogs.poll(taker.worker());
            }
            if (file.isPresent()) {
                return file.map(Task.Fetch::new);
            }
            taker.foundNothing();
            if (taker.canHelp()) {
                return Optional.of(new Task.Help());
            }
            if (!window.anyIsTaken() && (limitReached() || !discovering)) {
                Optional<Duration> pause = limitReached() ? Optional.empty() : window.untilNextDue(patience);
                if (pause.isEmpty()) {
                    close();
                    break;
                }
                window.invalidate();
                time.await(this, pause.get());
            } else if (budget.files() == 0) {
                time.await(this, patience);
            } else {
                // A file whose attempt failed becomes due while others are in flight or the walk continues.
                Duration pause = window.untilNextDue(patience).orElse(patience);
                window.invalidate();
                time.await(this, pause);
            }
        }
        return Optional.empty();
    }

    /** Takes the next pending file, for any worker. */
    @GuardedBy("this")
    private Optional<PendingFile> claim() throws TrackerFailure {
        if (budget.files() == 0) {
            return Optional.empty();
        }
        Optional<PendingFile> next = (taken + 1) % AGEING == 0 ? window.takeLongestWaiting(budget) : Optional.empty();
        if (next.isEmpty()) {
            next = window.takeSmallest(budget);
        }
        if (next.isPresent()) {
            taken++;
            budget.take(next.get());
        }
        return next;
    }

    /**
     * Assigns the next files to a worker, until its backlog is full or it has its even share of what waits. It takes
     * them before any other; a worker that finds nothing else steals a part of another's backlog. Does not block.
     *
     * @param workers number of workers that share what waits
     * @return the worker's backlog
     */
    synchronized List<PendingFile> assign(String worker, WorkerBacklogs.Room room, int workers) throws TrackerFailure {
        window.refresh();
        while (!closed && !backlogs.isFull(worker, room) && hasLessThanItsShare(worker, workers)) {
            Optional<PendingFile> next = claim();
            if (next.isEmpty()) {
                break;
            }
            backlogs.assign(worker, next.get());
        }
        return backlogs.of(worker);
    }

    @GuardedBy("this")
    private boolean hasLessThanItsShare(String worker, int workers) {
        int own = backlogs.size(worker);
        return !window.isWhole() || own * workers < own + window.size();
    }

    /**
     * The file has ended for this run: it is in the archive, or it failed permanently.
     *
     * @param bytes what it counts against the limit; for a file without an announced size known only now
     */
    public synchronized void finished(PendingFile file, long bytes) {
        window.release(file);
        budget.settle(file, bytes);
        notifyAll();
    }

    /** The file is pending again, and does not count against the limit. */
    public synchronized void giveBack(PendingFile file) {
        window.release(file);
        budget.giveBack(file);
        window.invalidate();
        notifyAll();
    }

    /** Discovery has found new files, which may be smaller than those in the window. */
    public synchronized void discovered() {
        window.invalidate();
        notifyAll();
    }

    /** Lets waiting takers check again. */
    public synchronized void wake() {
        notifyAll();
    }

    /** Whether fewer files than that wait for a worker, not counting backlogs that are soon worked off. */
    public synchronized boolean hasFewerThan(int files) throws TrackerFailure {
        if (closed) {
            return true;
        }
        int further = files - backlogs.large();
        return budget.files() < further || window.waiting(further) < further;
    }

    /**
     * Whether no file waits that a caller could take, not even in another worker's backlog; also true when none is
     * handed out.
     */
    public synchronized boolean hasNone() throws TrackerFailure {
        return closed || (backlogs.files() == 0 && hasFewerThan(1));
    }

    /** Discovery is complete: the queue ends when it is empty. */
    public synchronized void discoveryEnded() {
        discovering = false;
        window.invalidate();
        notifyAll();
    }

    /** Hands out no further files, whatever is pending; taken ones may still be given back. */
    public synchronized void close() {
        closed = true;
        notifyAll();
    }

    /**
     * Whether the limit of files or bytes is used up. While nothing was taken and discovery continues, it may still
     * find a file that is small enough.
     */
    public synchronized boolean limitReached() {
        boolean nothingSmaller = budget.hasSpentBytes() || !discovering;
        return budget.files() == 0 || (window.nothingFitted() && !window.anyIsTaken() && nothingSmaller);
    }
}
