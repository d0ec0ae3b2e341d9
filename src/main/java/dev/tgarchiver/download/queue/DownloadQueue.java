package dev.tgarchiver.download.queue;

import dev.tgarchiver.time.Time;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.file.PendingFile;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Assigns the tracker's pending files to workers, smallest first, older first among equals. Every tenth file is the one
 * that has waited longest instead, so that new small files do not starve a large one. Safe for any thread.
 *
 * <p>One thread at a time chooses a file. It reads the tracker without the state's monitor, so that a read delays only
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

        /**
         * Makes these files the run's own, and no others: gives back what it has claimed before and is not among them.
         *
         * @return those that it has; another run has the others
         */
        Set<Long> claim(Set<Long> files) throws TrackerFailure;
    }

    /** One file in this many is taken for its age. */
    static final int AGEING = 10;

    private final Source source;
    private final Time time;
    private final QueueState state;

    /** Held by the thread that chooses, also while it reads the tracker. Precedes the state's monitor. */
    private final Lock choosing = new ReentrantLock();

    /**
     * @param capacity how many files the window holds
     * @param maxFiles how many files may be taken and completed in all; 0 for no limit
     * @param maxBytes their total size; 0 for no limit. A file without an announced size counts when it is complete
     * @param patience how long the queue waits at most for the next attempt at a failed file
     */
    public DownloadQueue(Source source, int capacity, long maxFiles, long maxBytes, Duration patience, Time time) {
        this.source = source;
        this.time = time;
        state = new QueueState(new QueueWindow(capacity), new RunBudget(maxFiles, maxBytes), patience, time);
    }

    /**
     * Hands out nothing until {@link #ready}, the end of discovery, or for this long: discovery first finds a single
     * file, which would go first however large it is.
     */
    public void holdBack(Duration atMost) {
        state.holdBack(atMost);
    }

    /** Discovery has found enough files to choose from. */
    public void ready() {
        state.ready();
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
        state.arrive(taker);
        try {
            while (true) {
                Choice choice = choose(taker);
                if (choice instanceof Choice.Taken next) {
                    return Optional.of(next.task());
                }
                if (!(choice instanceof Choice.Wait pause)) {
                    return Optional.empty();
                }
                state.await(pause);
            }
        } finally {
            state.leave(taker);
        }
    }

    private Choice choose(Taker taker) throws TrackerFailure, InterruptedException {
        choosing.lockInterruptibly();
        try {
            Optional<Choice> first = state.withoutTracker(taker);
            if (first.isPresent()) {
                return first.get();
            }
            // Before the reads, which may miss what changes meanwhile.
            long seen = state.changes();
            Optional<PendingFile> file = claim();
            if (file.isPresent()) {
                return new Choice.Taken(new Task.Fetch(file.get()));
            }
            Optional<Choice> others = state.fromOthers(taker);
            if (others.isPresent()) {
                return others.get();
            }
            // Counts from the last fill, not from now: files that have become due since must not be overlooked.
            return state.pause(source.nextDue(state.filledAt()), seen);
        } finally {
            choosing.unlock();
        }
    }

    /** Takes the next pending file, for any worker. The caller chooses. */
    private Optional<PendingFile> claim() throws TrackerFailure {
        if (state.mayTakeNone()) {
            return Optional.empty();
        }
        OptionalInt ageing = state.startAgeing(AGEING);
        if (ageing.isPresent()) {
            List<PendingFile> waiting = source.longestWaiting(ageing.getAsInt(), time.now());
            Optional<PendingFile> oldest = state.takeFirst(waiting, source.claim(state.withFurther(waiting)));
            if (oldest.isPresent()) {
                return oldest;
            }
        }
        fill(false);
        return state.takeSmallest();
    }

    /** Fills the window if it needs that. The caller chooses. */
    private void fill(boolean unlessWhole) throws TrackerFailure {
        Instant now = time.now();
        OptionalInt limit = state.startFill(unlessWhole, now);
        if (limit.isPresent()) {
            List<PendingFile> due = source.pending(limit.getAsInt(), now);
            state.fill(due, source.claim(state.filledWith(due)), limit.getAsInt());
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
            fill(true);
            while (state.mayBeAssigned(worker, room, workers)) {
                Optional<PendingFile> next = claim();
                if (next.isEmpty()) {
                    break;
                }
                state.assign(worker, next.get());
            }
            return state.backlog(worker);
        } finally {
            choosing.unlock();
        }
    }

    /**
     * The file has ended for this run: it is in the archive, or it failed permanently.
     *
     * @param bytes what it counts against the limit; for a file without an announced size known only now
     */
    public void finished(PendingFile file, long bytes) {
        state.finished(file, bytes);
    }

    /** The file is pending again, and does not count against the limit. */
    public void giveBack(PendingFile file) {
        state.giveBack(file);
    }

    /** Discovery has found new files, which may be smaller than those in the window. */
    public void discovered() {
        state.discovered();
    }

    /** Lets waiting takers check again. */
    public void wake() {
        state.wake();
    }

    /** Whether fewer files than that wait for a worker, not counting backlogs that are soon worked off. */
    public boolean hasFewerThan(int files) throws TrackerFailure {
        choosing.lock();
        try {
            int further = files - state.inLargeBacklogs();
            Optional<Boolean> known = state.hasFewerThan(further);
            return known.isPresent()
                    ? known.get()
                    : state.free(source.pending(state.startRead(further), time.now())) < further;
        } finally {
            choosing.unlock();
        }
    }

    /**
     * Whether no file waits that a caller could take, not even in another worker's backlog; also true when none is
     * handed out.
     */
    public boolean hasNone() throws TrackerFailure {
        return state.hasEmptyBacklogs() && hasFewerThan(1);
    }

    /** Whether a file is being fetched, or waits for a worker. */
    public boolean isBusy() throws TrackerFailure {
        return state.anyIsTaken() || !hasNone();
    }

    /** Discovery is complete: the queue ends when it is empty. */
    public void discoveryEnded() {
        state.discoveryEnded();
    }

    /** Hands out no further files, whatever is pending; taken ones may still be given back. */
    public void close() {
        state.close();
    }

    /**
     * Whether the limit of files or bytes is used up. While nothing was taken and discovery continues, it may still
     * find a file that is small enough.
     */
    public boolean limitReached() {
        return state.limitReached();
    }
}
