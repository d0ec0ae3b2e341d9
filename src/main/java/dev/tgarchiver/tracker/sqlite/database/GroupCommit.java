package dev.tgarchiver.tracker.sqlite.database;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.tgarchiver.tracker.TrackerFailure;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Commits changes together that arrive during another commit: one sync of the disk for all of them, and each has taken
 * effect when its call returns, as if it were alone. Thread-safe.
 */
public final class GroupCommit {

    /** Statements that return nothing, and do not depend on what others change. */
    @FunctionalInterface
    public interface Change {
        void run(Sql sql) throws SQLException, TrackerFailure;
    }

    /** A change and its result; {@code failure} is valid once it is done. Guarded by {@link #committing}. */
    private static final class Waiting {
        private final Change change;
        private boolean over;
        private @Nullable Exception failure;

        Waiting(Change change) {
            this.change = change;
        }
    }

    /** Runs statements that take effect together, or not at all. */
    @FunctionalInterface
    public interface Transactions {
        void run(Change changes) throws TrackerFailure;
    }

    private final Transactions transactions;
    private final ReentrantLock committing = new ReentrantLock();

    @GuardedBy("this")
    private List<Waiting> waiting = new ArrayList<>();

    public GroupCommit(Transactions transactions) {
        this.transactions = transactions;
    }

    /** The number of changes that wait for a commit. */
    synchronized int waiting() {
        return waiting.size();
    }

    /** Commits a change; throws what the change throws, which then has no effect. Blocks; cannot be interrupted. */
    public void write(Change change) throws TrackerFailure {
        Waiting own = new Waiting(change);
        synchronized (this) {
            waiting.add(own);
        }
        committing.lock();
        try {
            if (!own.over) {
                commit(takeAll());
            }
            if (own.failure instanceof TrackerFailure failure) {
                throw failure;
            }
            if (own.failure instanceof RuntimeException failure) {
                throw failure;
            }
        } finally {
            committing.unlock();
        }
    }

    private synchronized List<Waiting> takeAll() {
        List<Waiting> all = waiting;
        waiting = new ArrayList<>();
        return all;
    }

    private void commit(List<Waiting> changes) {
        @Nullable Exception failure = tryCommit(changes);
        // A failing change must not prevent the others.
        boolean oneByOne = failure != null && changes.size() > 1;
        for (Waiting each : changes) {
            each.failure = oneByOne ? tryCommit(List.of(each)) : failure;
            each.over = true;
        }
    }

    private @Nullable Exception tryCommit(List<Waiting> changes) {
        try {
            transactions.run(sql -> {
                for (Waiting each : changes) {
                    each.change.run(sql);
                }
            });
            return null;
        } catch (TrackerFailure | RuntimeException e) {
            return e;
        }
    }
}
