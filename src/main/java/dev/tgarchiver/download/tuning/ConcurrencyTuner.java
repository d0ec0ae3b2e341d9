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
 * How many of the workers begin files: all of them, unless fewer bring as much. Where the line or Telegram gives no more, a
 * further worker only asks more often, and is asked to wait. From time to time this is tried out: what all bring in a while,
 * and then what they bring with one worker fewer, or with one more again. A run that is soon over is left alone.
 * Thread-safe.
 */
public final class ConcurrencyTuner {

    private static final Logger LOG = LoggerFactory.getLogger(ConcurrencyTuner.class);

    private static final Duration SHORTEST_PAUSE = Duration.ofMinutes(1);

    /** Trials that change nothing become rare: each of them may cost what one worker brings in its time. */
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(16);

    /** For so long both sides of a trial are measured: long beside a single file, which may be quick or slow. */
    private static final Duration LOOK = Duration.ofSeconds(10);

    /** What has changed is not looked at before so long: a lane that begins takes a moment to be as fast as it can. */
    private static final Duration SETTLING = Duration.ofSeconds(3);

    /** A worker has to bring this much of its even share, or the run can do without it. */
    private static final double WORTH = 0.25;

    private enum Phase {
        /** Nothing is tried. */
        WORK,
        /** What they bring as they are. */
        BEFORE,
        /** One worker ends what it has under way, or begins. */
        CHANGE,
        /** What they bring then. */
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

    /** When the phase began, nano time. */
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
     * All begin with it.
     *
     * @param fewest workers that begin files in any case, 1 to {@code of}; {@code of} for no trials
     * @param of how many workers there are
     * @param idle whether the worker of a number has nothing under way; must not ask this crew
     * @param names what the worker of a number is called
     * @param events told when a worker rests, and when it begins again; must not block
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

    /** Whether the worker of this number, from 1, may begin a file now. This is when trials begin and end. */
    public synchronized boolean mayBegin(int number) {
        advance();
        return number <= (phase == Phase.CHANGE || phase == Phase.TRIAL ? tried : chosen);
    }

    /** A lane has brought so many more bytes. Does not block. */
    public synchronized void received(long more) {
        bytes += more;
    }

    /** Something else than the workers' number decides what they bring now: there is too little to do, or a flood wait. */
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
            tell(after);
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
    private void tell(double after) {
        String worker = names.apply(Math.max(chosen, tried));
        String speeds = speed(before) + " before, " + speed(after) + " since";
        String text = fewer
                ? worker + " rests: the others bring as much without it (" + speeds + ")"
                : worker + " begins again: it brings more (" + speeds + ")";
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
