package dev.tgarchiver.tracker.sqlite.database;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.tgarchiver.time.Time;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.sqlite.database.Database.Work;
import java.time.Duration;

/**
 * Makes transactions that follow each other closely, and syncs the disk for one of them in a second: a power cut may undo
 * the last second, always from its end; a killed process undoes nothing. A transaction that is synced, here or by {@link
 * Database#write}, syncs all before it. Thread-safe.
 */
public final class SparseSync {

    private static final Duration AT_MOST = Duration.ofSeconds(1);

    private final Database database;
    private final Time time;

    @GuardedBy("this")
    private long synced;

    @GuardedBy("this")
    private boolean any;

    public SparseSync(Database database, Time time) {
        this.database = database;
        this.time = time;
    }

    /** Runs statements that take effect together when this returns, and not at all when it throws. */
    public <T> T write(Work<T> work) throws TrackerFailure {
        return isDue() ? database.write(work) : database.writeUnsynced(work);
    }

    private synchronized boolean isDue() {
        long now = time.nanoTime();
        boolean due = !any || now - synced >= AT_MOST.toNanos();
        if (due) {
            any = true;
            synced = now;
        }
        return due;
    }
}
