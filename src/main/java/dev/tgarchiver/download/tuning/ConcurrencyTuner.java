package dev.tgarchiver.download.tuning;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.tgarchiver.event.Event;
import dev.tgarchiver.event.EventListener;
import dev.tgarchiver.model.ByteSize;
import dev.tgarchiver.time.Time;
import java.time.Duration;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tunes how many workers start files: all of them, unless fewer reach the same throughput. Where the connection or
 * Telegram gives no more, a further worker only sends more requests, and causes flood waits. From time to time a trial
 * measures the throughput of all, and then with one worker fewer, or one more. Short runs have no trials. Thread-safe.
 */
public final class ConcurrencyTuner {

    private static final Logger LOG = LoggerFactory.getLogger(ConcurrencyTuner.class);

    private static final Duration SHORTEST_PAUSE = Duration.ofMinutes(1);

    /** Trials that change nothing become rare: each may cost what one worker downloads meanwhile. */
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(16);

    /** How long each side of a trial is measured: long compared with a single file, whose rate varies. */
    private static final Duration LOOK = Duration.ofSeconds(10);

    /** How long a change settles before it is measured: a lane that starts takes a moment to reach its rate. */
    private static final Duration SETTLING = Duration.ofSeconds(3);

    /** A worker that adds less than this part of its even share is paused. */
    private static final double WORTH = 0.25;

    private enum Phase {
        /** No trial runs. */
        WORK,
        /** Measures the throughput without a change. */
        BEFORE,
        /** One worker completes what it has in flight, or starts. */
        CHANGE,
        /** Measures the throughput with the change. */
        TRIAL
    }

    private final int fewest;
    private final int of;
    private final IntPredicate idle;
    private final IntFunction<String> names;
    private final EventListener events;
    private final Time time;

    @GuardedBy("this")
    private Phase phase = Phase.WORK;

    /** When the phase started, nano time. */
    @GuardedBy("this")
    private long since;

    @GuardedBy("this")
    private long bytes;

    @GuardedBy("this")
    private Duration pause = SHORTEST_PAUSE;

    @GuardedBy("this")
    private int chosen;

    @GuardedBy("this")
    private int tried;

    @GuardedBy("this")
    private boolean fewer = true;

    @GuardedBy("this")
    private double before;

    /**
     * Starts with all workers.
     *
     * @param fewest number of workers that always start files, 1 to {@code of}; {@code of} for no trials
     * @param of number of workers
     * @param idle whether the worker with a number has nothing in flight; must not call this tuner
     * @param names name of the worker with a number
     * @param events receives a notice when a worker is paused or resumes; must not block
     */
    public ConcurrencyTuner(
            int fewest, int of, IntPredicate idle, IntFunction<String> names, EventListener events, Time time) {
        this.fewest = fewest;
        this.of = of;
        this.idle = idle;
        this.names = names;
        this.events = events;
        this.time = time;
        chosen = of;
        tried = of;
        since = time.nanoTime();
    }

    /** Whether the worker with this number, from 1, may start a file now. Also advances the trials. */
    public synchronized boolean mayStart(int number) {
        advance();
        return number <= (phase == Phase.CHANGE || phase == Phase.TRIAL ? tried : chosen);
    }

    /** Reports how many more bytes a lane has received. Does not block. */
    public synchronized void received(long more) {
        bytes += more;
    }

    /** Ends a trial, because something else limits the throughput now: too few files, or a flood wait. */
    public synchronized void reset() {
        enter(Phase.WORK);
    }

    @GuardedBy("this")
    private void advance() {
        Duration past = Duration.ofNanos(time.nanoTime() - since);
        switch (phase) {
            case WORK -> {
                if (fewest < of && past.compareTo(pause) >= 0) {
                    enter(Phase.BEFORE);
                }
            }
            case BEFORE -> {
                if (past.compareTo(LOOK) >= 0) {
                    before = perSecond(past);
                    fewer = chosen == of || (fewer && chosen > fewest);
                    tried = fewer ? chosen - 1 : chosen + 1;
                    enter(Phase.CHANGE);
                }
            }
            case CHANGE -> {
                if (past.compareTo(SETTLING) >= 0 && idle.test(Math.max(chosen, tried)) == fewer) {
                    enter(Phase.TRIAL);
                }
            }
            case TRIAL -> {
                if (past.compareTo(LOOK) >= 0) {
                    decide(perSecond(past));
                }
            }
        }
    }

    @GuardedBy("this")
    private void decide(double after) {
        double least = before * (1 + (fewer ? -WORTH : WORTH) / chosen);
        if (after >= least) {
            announce(after);
            chosen = tried;
            pause = SHORTEST_PAUSE;
        } else {
            fewer = !fewer;
            Duration longer = pause.multipliedBy(2);
            pause = longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
        }
        enter(Phase.WORK);
    }

    @GuardedBy("this")
    private void announce(double after) {
        String worker = names.apply(Math.max(chosen, tried));
        String speeds = speed(before) + " before, " + speed(after) + " since";
        String text = fewer
                ? worker + " is paused: the others download as fast without it (" + speeds + ")"
                : worker + " resumes: it adds throughput (" + speeds + ")";
        LOG.info(text);
        events.on(new Event.Notice(Event.Notice.Level.INFO, text));
    }

    private static String speed(double perSecond) {
        return ByteSize.format((long) perSecond) + "/s";
    }

    @GuardedBy("this")
    private double perSecond(Duration past) {
        return bytes * 1e9 / past.toNanos();
    }

    @GuardedBy("this")
    private void enter(Phase next) {
        phase = next;
        since = time.nanoTime();
        bytes = 0;
    }
}
