package dev.tgarchiver.console.progress;

import dev.tgarchiver.console.terminal.ConsoleThread;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Runs everything on its caller at once; the test says when time passes. */
public final class ManualTurn implements ConsoleThread {

    private final ManualClock clock;
    private final List<Recurring> recurring = new ArrayList<>();

    private static final class Recurring {
        final Duration pause;
        final Runnable what;
        long due;
        boolean closed;

        Recurring(Duration pause, Runnable what, long due) {
            this.pause = pause;
            this.what = what;
            this.due = due;
        }
    }

    public ManualTurn(ManualClock clock) {
        this.clock = clock;
    }

    @Override
    public void soon(Runnable what) {
        what.run();
    }

    @Override
    public void now(Runnable what) {
        what.run();
    }

    @Override
    public Ticking every(Duration pause, Runnable what) {
        Recurring task = new Recurring(pause, what, clock.nanoTime() + pause.toNanos());
        recurring.add(task);
        return () -> task.closed = true;
    }

    @Override
    public void close() {
        recurring.forEach(task -> task.closed = true);
    }

    /** Lets time pass, with every turn that falls due in it. */
    public void pass(Duration time) {
        long end = clock.nanoTime() + time.toNanos();
        while (true) {
            Recurring next = recurring.stream()
                    .filter(task -> !task.closed && task.due <= end)
                    .min(Comparator.comparingLong(task -> task.due))
                    .orElse(null);
            if (next == null) {
                break;
            }
            clock.advance(Duration.ofNanos(next.due - clock.nanoTime()));
            next.due += next.pause.toNanos();
            next.what.run();
        }
        clock.advance(Duration.ofNanos(end - clock.nanoTime()));
    }
}
