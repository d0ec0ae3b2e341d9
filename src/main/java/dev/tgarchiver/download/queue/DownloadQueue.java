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
 * Who gets which file when: the tracker's pending files, smallest first, older first among equals. Every tenth file is the
 * one that has waited longest instead, so that a large one is not starved by small ones that keep coming. Safe for any
 * thread.
 */
public final class DownloadQueue {

    /** Where the window is filled from. */
    public interface Source {

        /** The first {@code limit} pending files that are due {@code now}, in the queue's order. */
        List<PendingFile> pending(int limit, Instant now) throws TrackerFailure;

        /** The first {@code limit} pending files that are due {@code now}, the one that was seen first before all. */
        List<PendingFile> longestWaiting(int limit, Instant now) throws TrackerFailure;

        /** When the earliest of the files that become due after this time does so; empty when there is none. */
        Optional<Instant> nextDue(Instant after) throws TrackerFailure;
    }

    /** Of so many files, one is taken for its age. */
    static final int AGEING = 10;

    private final Duration patience;
    private final Time time;

    @GuardedBy("this")
    private final QueueWindow window;

    @GuardedBy("this")
    private final WorkerBacklogs backlogs = new WorkerBacklogs();

    @GuardedBy("this")
    private final RunBudget budget;

    /** Until when nothing is handed out, unless there is something to choose from before; nano time. */
    @GuardedBy("this")
    private long heldUntil;

    @GuardedBy("this")
    private boolean held;

    /** Those who wait for a file. */
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
     * @param maxFiles how many may be taken and completed in all; 0 for no limit
     * @param maxBytes how large these may be together; 0 for no limit. One without an announced size counts when it is
     *     here
     * @param patience how far away the next attempt at a failed file may be for the queue to wait for it
     */
    public DownloadQueue(Source source, int capacity, long maxFiles, long maxBytes, Duration patience, Time time) {
        this.patience = patience;
        this.time = time;
        window = new QueueWindow(source, capacity, time);
        budget = new RunBudget(maxFiles, maxBytes);
    }

    /**
     * Hands out nothing until {@link #ready}, the end of discovery, or for so long: the first thing that discovery brings
     * is a single file, and would go first however large it is.
     */
    public synchronized void holdBack(Duration atMost) {
        held = true;
        heldUntil = time.nanoTime() + atMost.toNanos();
    }

    /** There is something to choose from. */
    public synchronized void ready() {
        held = false;
        notifyAll();
    }

    /**
     * The next file, which is the caller's until it gives it back. Blocks while there is none and there may be one yet;
     * empty when there will be none any more.
     */
    public Optional<PendingFile> take() throws TrackerFailure, InterruptedException {
        return take(ANYBODY).map(task -> ((Task.Fetch) task).file());
    }

    /** Somebody who waits for a file. All are asked under the queue's lock, and must not block. */
    public interface Taker {

        /** The worker that it works for. */
        String worker();

        /** Whether it has no other file: then it comes before those who have. */
        boolean isIdle();

        /** Whether it may begin a file now; there must be somebody who always may. */
        boolean mayBegin();

        /** There is no file for it now, though it may begin one. */
        void foundNothing();

        /** Whether there is another worker's file to help with, while there is none to take. {@link #wake} when that changes. */
        boolean canHelp();
    }

    /** Who takes whatever there is, and helps nobody. */
    private static final Taker ANYBODY = new Taker() {
        @Override
        public String worker() {
            return "";
        }

        @Override
        public boolean isIdle() {
            return true;
        }

        @Override
        public boolean mayBegin() {
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
        return taker.mayBegin()
                && (taker.isIdle()
                        || backlogs.size(taker.worker()) > 0
                        || takers.stream().noneMatch(other -> other.isIdle() && other.mayBegin()));
    }

    @GuardedBy("this")
    private Optional<Task> next(Taker taker) throws TrackerFailure, InterruptedException {
        while (!closed) {
            long hold = held && discovering ? heldUntil - time.nanoTime() : 0;
            if (hold > 0) {
                time.await(this, Duration.ofNanos(hold));
                continue;
            }
            if (!taker.mayBegin()) {
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
                window.turnStale();
                time.await(this, pause.get());
            } else if (budget.files() == 0) {
                time.await(this, patience);
            } else {
                // A file whose attempt failed becomes due while others run or the walk goes on.
                Duration pause = window.untilNextDue(patience).orElse(patience);
                window.turnStale();
                time.await(this, pause);
            }
        }
        return Optional.empty();
    }

    /** Takes the next one out of what waits, whoever is to have it. */
    @GuardedBy("this")
    private Optional<PendingFile> claim() throws TrackerFailure {
        if (budget.files() == 0) {
            return Optional.empty();
        }
        Optional<PendingFile> next = (taken + 1) % AGEING == 0 ? window.takeEldest(budget) : Optional.empty();
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
     * Deals the files that come next to a worker, until its hand is full or it has its even share of what waits. It takes
     * them before any other; a worker that finds nothing else gets a part of another one's hand. Does not block.
     *
     * @param workers among how many what waits is shared
     * @return the worker's hand
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
     * The file is done with for this run: in the archive, or failed for good.
     *
     * @param bytes what it counts against the limit, which is not known before for a file without an announced size
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
        window.turnStale();
        notifyAll();
    }

    /** Discovery has brought new files, which may be smaller than those in the window. */
    public synchronized void discovered() {
        window.turnStale();
        notifyAll();
    }

    /** Lets those who wait look again. */
    public synchronized void wake() {
        notifyAll();
    }

    /** Whether so few files wait for somebody to take them; not those that a worker has in hand and is soon through with. */
    public synchronized boolean hasFewerThan(int files) throws TrackerFailure {
        if (closed) {
            return true;
        }
        int further = files - backlogs.large();
        return budget.files() < further || window.waiting(further) < further;
    }

    /** Whether any file waits that whoever asks could take, be it from another worker's hand; also when none is handed out. */
    public synchronized boolean hasNone() throws TrackerFailure {
        return closed || (backlogs.files() == 0 && hasFewerThan(1));
    }

    /** There is nothing left to discover: the queue ends when it is empty. */
    public synchronized void discoveryEnded() {
        discovering = false;
        window.turnStale();
        notifyAll();
    }

    /** No more files, whatever is pending; those taken may still be given back. */
    public synchronized void close() {
        closed = true;
        notifyAll();
    }

    /**
     * Whether the limit of files or bytes is used up. As long as nothing was taken and there is more to discover, a file
     * may still come that is small enough.
     */
    public synchronized boolean limitReached() {
        boolean nothingSmaller = budget.hasGivenBytes() || !discovering;
        return budget.files() == 0 || (window.nothingFitted() && !window.anyIsTaken() && nothingSmaller);
    }
}
