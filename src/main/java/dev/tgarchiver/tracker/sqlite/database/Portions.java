package dev.tgarchiver.tracker.sqlite.database;

import dev.tgarchiver.time.Time;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.sqlite.database.Database.Work;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Makes a long change in short transactions, so that other processes get the lock in between: SQLite tries a lock only
 * every 100 ms, and gives up if it is taken each time. A kill leaves whole portions behind. Thread-safe.
 */
public final class Portions {

    /** Rows in one transaction: about 100 ms, triggers included. */
    private static final int ROWS = 2_000;

    private static final Duration TURN = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofMillis(150);

    private final Database database;
    private long spentNanos;

    public Portions(Database database) {
        this.database = database;
    }

    /** A change of some rows, which returns how many it changed. */
    public interface Change {
        int of(Sql sql, List<Long> rows) throws java.sql.SQLException, TrackerFailure;
    }

    /** Changes rows in as many transactions as needed; returns the sum. */
    public int write(Collection<Long> rows, Change change) throws TrackerFailure {
        int changed = 0;
        Iterator<Long> left = rows.iterator();
        while (left.hasNext()) {
            List<Long> portion = new ArrayList<>(Math.min(ROWS, rows.size()));
            while (left.hasNext() && portion.size() < ROWS) {
                portion.add(left.next());
            }
            changed += write(sql -> change.of(sql, portion));
        }
        return changed;
    }

    /** Makes one portion of a change, then pauses for other processes if it is time. */
    public <T> T write(Work<T> portion) throws TrackerFailure {
        long began = Time.SYSTEM.nanoTime();
        T result = database.write(portion);
        if (isTurnOver(Time.SYSTEM.nanoTime() - began)) {
            pause();
        }
        return result;
    }

    private synchronized boolean isTurnOver(long nanos) {
        spentNanos += nanos;
        boolean over = spentNanos >= TURN.toNanos();
        if (over) {
            spentNanos = 0;
        }
        return over;
    }

    private static void pause() {
        try {
            TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
        } catch (InterruptedException e) {
            // Finishes the change first: it takes seconds.
            Thread.currentThread().interrupt();
        }
    }
}
