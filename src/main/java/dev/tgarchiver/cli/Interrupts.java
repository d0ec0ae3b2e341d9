package dev.tgarchiver.cli;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.tgarchiver.console.terminal.Console;
import dev.tgarchiver.console.terminal.Signals;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The one owner of what ends the program from outside: Ctrl-C (SIGINT), SIGTERM and SIGHUP, from the first instant of
 * {@link Main} to the last.
 *
 * <p>While a command has {@linkplain #begin work that must end in order}, the first signal has it stop, and only then
 * says so: a terminal or a pipe that nobody reads never delays the stop. A second Ctrl-C or SIGTERM leaves at once, which
 * is equally safe for the archive; a stop that takes too long ends so, too. Without such work, every signal leaves at once.
 * A hangup never counts as impatience, since a terminal that closes sends several.
 *
 * <p>Safe for any thread. Signals arrive on threads of their own.
 */
final class Interrupts {

    /** Longer than the grace for files in flight and the end of TDLib together. */
    private static final Duration LONGEST_STOP = Duration.ofSeconds(20);

    /** To say one line; nobody may be reading. */
    private static final Duration LAST_WORDS = Duration.ofMillis(500);

    private static final String HANGUP = "HUP";
    private static final String STOPPING = "Stopping. Press Ctrl-C again to quit now.";
    private static final String LEAVING = "Leaving at once. The archive is safe; the next run resumes.";

    /**
     * Work that must end in order.
     *
     * @param notice what the user is told once it stops
     */
    private record Work(String notice, Runnable stop) {}

    private final IntConsumer exit;
    private final Duration longestStop;

    @GuardedBy("this")
    private @Nullable Console console;

    @GuardedBy("this")
    private @Nullable Work work;

    @GuardedBy("this")
    private boolean requested;

    @GuardedBy("this")
    private boolean pressed;

    @GuardedBy("this")
    private boolean leaving;

    @GuardedBy("this")
    private boolean exitHandlers = true;

    @GuardedBy("this")
    private Optional<ExitCode> settled = Optional.empty();

    @GuardedBy("this")
    private final List<Runnable> lastActions = new ArrayList<>();

    /**
     * Without signals of its own: somebody has to {@link #signal} it.
     *
     * @param exit ends the process at once with a code
     * @param longestStop after which a stop that was asked for is not waited for any longer
     */
    Interrupts(IntConsumer exit, Duration longestStop) {
        this.exit = exit;
        this.longestStop = longestStop;
    }

    /** Listens to the process's signals from now on. */
    static Interrupts listen() {
        Interrupts interrupts = new Interrupts(QuickExit::now, LONGEST_STOP);
        for (String name : List.of("INT", "TERM", HANGUP)) {
            Signals.on(name, () -> interrupts.signal(name));
        }
        return interrupts;
    }

    /** Where the user is told what happens, from now on. */
    synchronized void tellThrough(Console next) {
        console = next;
        if (requested) {
            next.hurry();
        }
    }

    /**
     * From now on there is work on this thread that must end in order: an interrupt interrupts the thread. If one has come
     * already, it does so now.
     */
    void begin() {
        Thread worker = Thread.currentThread();
        stopBy(STOPPING, worker::interrupt);
    }

    /**
     * How the work ends in order from now on; done at once, if an interrupt has come already.
     *
     * @param notice what the user is told when it stops
     * @param stop must not wait for the user; called on a thread of its own, or on this one
     */
    void stopBy(String notice, Runnable stop) {
        synchronized (this) {
            work = new Work(notice, stop);
            if (!requested) {
                return;
            }
        }
        stop.run();
    }

    /** Nothing is left that must end in order. */
    synchronized void end() {
        work = null;
        lastActions.clear();
    }

    /** Done before the process leaves at once, as long as the work goes on. Must be quick. */
    synchronized void beforeLeaving(Runnable action) {
        lastActions.add(action);
    }

    /** Whether an interrupt has come. */
    synchronized boolean requested() {
        return requested;
    }

    /** Ends the calling work here, if an interrupt has come. */
    void check() throws InterruptedException {
        if (requested()) {
            throw new InterruptedException();
        }
    }

    /** The command has come to its end, with this code: an interrupt that comes later does not change it. */
    synchronized void settle(ExitCode code) {
        settled = Optional.of(code);
    }

    /**
     * Whether the process may run the exit handlers of its native libraries. TDLib's pull down what its threads stand on,
     * unless all of it has closed before.
     */
    synchronized void allowExitHandlers(boolean allowed) {
        exitHandlers = allowed;
    }

    /** Ends the process, when nothing is left to do. */
    void exit(int code) {
        boolean inOrder;
        synchronized (this) {
            inOrder = exitHandlers;
        }
        if (inOrder) {
            System.exit(code);
        }
        exit.accept(code);
    }

    /** A signal has come. */
    void signal(String name) {
        Work stopping;
        Console reader;
        synchronized (this) {
            boolean again = pressed && !name.equals(HANGUP);
            boolean first = !requested;
            requested = true;
            pressed |= !name.equals(HANGUP);
            stopping = first ? work : null;
            reader = console;
            if (stopping == null && !first && !again) {
                return;
            }
        }
        if (stopping == null) {
            leave(reader);
            return;
        }
        CompletableFuture.delayedExecutor(longestStop.toNanos(), TimeUnit.NANOSECONDS)
                .execute(this::leaveLate);
        if (reader != null) {
            reader.hurry();
        }
        stopping.stop().run();
        if (reader != null) {
            reader.info(stopping.notice());
        }
    }

    /**
     * Ends the process at once for a reason that is no signal: something that must not return is about to. Does not return,
     * unless {@code exit} does.
     *
     * @param why what the user is told
     */
    void abandon(ExitCode code, String why) {
        Console reader;
        boolean alreadyLeaving;
        synchronized (this) {
            reader = console;
            alreadyLeaving = leaving;
        }
        if (alreadyLeaving) {
            // Whoever leaves has taken something away from it.
            awaitTheEnd();
        }
        if (reader != null) {
            say(() -> reader.error(why));
        }
        leave(code);
    }

    /** There is nothing to end in order, or somebody is impatient. */
    private void leave(@Nullable Console reader) {
        ExitCode code;
        boolean silent;
        synchronized (this) {
            code = settled.orElse(ExitCode.INTERRUPTED);
            silent = work == null;
        }
        if (reader != null && !silent) {
            say(() -> reader.info(LEAVING));
        }
        leave(code);
    }

    private void leave(ExitCode code) {
        List<Runnable> actions;
        synchronized (this) {
            leaving = true;
            actions = List.copyOf(lastActions);
            // Whoever is impatient once more waits for nothing.
            lastActions.clear();
        }
        actions.forEach(Runnable::run);
        exit.accept(code.code());
    }

    private static void awaitTheEnd() {
        while (true) {
            LockSupport.park();
        }
    }

    /** It has not ended in time; or it has, and nobody reads what is left to be told. */
    private void leaveLate() {
        Console reader;
        synchronized (this) {
            reader = console;
        }
        leave(reader);
    }

    private static void say(Runnable text) {
        Thread speaker = new Thread(text, "last words");
        speaker.setDaemon(true);
        speaker.start();
        try {
            speaker.join(LAST_WORDS.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
