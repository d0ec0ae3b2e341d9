package dev.tgarchiver.cli.process;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.tgarchiver.app.CompletionStatus;
import dev.tgarchiver.app.Shutdown;
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
 * The only owner of the signals that end the program, Ctrl-C (SIGINT), SIGTERM and SIGHUP, from the first instant of
 * {@code main} to the last.
 *
 * <p>While a command has {@linkplain #start work that must end in order}, the first signal stops it, and only then
 * prints the notice: a terminal or a pipe without a reader never delays the stop. A second Ctrl-C or SIGTERM exits at
 * once, which is equally safe for the archive, and so does a stop that takes too long. Without such work, every signal
 * exits at once. A second hangup does not exit at once, since a terminal that closes sends several.
 *
 * <p>Safe for any thread. Signals arrive on threads of their own.
 */
public final class Interrupts implements Shutdown {

    /** Longer than the grace for files in flight and the end of TDLib together. */
    private static final Duration LONGEST_STOP = Duration.ofSeconds(20);

    /** Time to print one line, possibly without a reader. */
    private static final Duration LAST_WORDS = Duration.ofMillis(500);

    private static final String HANGUP = "HUP";
    private static final String STOPPING = "Stopping. Press Ctrl-C again to quit now.";
    private static final String LEAVING = "Leaving at once. The archive is safe; the next run resumes.";

    /**
     * Work that must end in order.
     *
     * @param notice the message for the user once it stops
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
     * Without signals of its own: its owner has to {@link #signal} it.
     *
     * @param exit ends the process at once with a code
     * @param longestStop longest wait for a requested stop
     */
    public Interrupts(IntConsumer exit, Duration longestStop) {
        this.exit = exit;
        this.longestStop = longestStop;
    }

    /** Starts to listen to the process's signals. */
    public static Interrupts listen() {
        Interrupts interrupts = new Interrupts(QuickExit::now, LONGEST_STOP);
        for (String name : List.of("INT", "TERM", HANGUP)) {
            Signals.on(name, () -> interrupts.signal(name));
        }
        return interrupts;
    }

    /** Sets the console for messages to the user. */
    public synchronized void tellThrough(Console next) {
        console = next;
        if (requested) {
            next.hurry();
        }
    }

    @Override
    public void start() {
        Thread worker = Thread.currentThread();
        stopBy(STOPPING, worker::interrupt);
    }

    @Override
    public void stopBy(String notice, Runnable stop) {
        synchronized (this) {
            work = new Work(notice, stop);
            if (!requested) {
                return;
            }
        }
        stop.run();
    }

    @Override
    public synchronized void end() {
        work = null;
        lastActions.clear();
    }

    @Override
    public synchronized void beforeLeaving(Runnable action) {
        lastActions.add(action);
    }

    /** Whether an interrupt has arrived. */
    public synchronized boolean requested() {
        return requested;
    }

    @Override
    public void check() throws InterruptedException {
        if (requested()) {
            throw new InterruptedException();
        }
    }

    /** Marks the command's end with this code: a later interrupt does not change it. */
    public synchronized void settle(ExitCode code) {
        settled = Optional.of(code);
    }

    @Override
    public synchronized void allowExitHandlers(boolean allowed) {
        exitHandlers = allowed;
    }

    /** Ends the process when nothing is left to do. */
    public void exit(int code) {
        boolean inOrder;
        synchronized (this) {
            inOrder = exitHandlers;
        }
        if (inOrder) {
            System.exit(code);
        }
        exit.accept(code);
    }

    /** Handles a signal. */
    public void signal(String name) {
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

    /** Does not return, unless {@code exit} does. */
    @Override
    public void abandon(CompletionStatus status, String why) {
        Console reader;
        boolean alreadyLeaving;
        synchronized (this) {
            reader = console;
            alreadyLeaving = leaving;
        }
        if (alreadyLeaving) {
            // The exit may have taken a resource away from it.
            awaitTheEnd();
        }
        if (reader != null) {
            say(() -> reader.error(why));
        }
        leave(ExitCode.of(status));
    }

    /** Nothing has to end in order, or this is a second signal. */
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
            // A further signal exits without waiting.
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

    /** It has not ended in time; or it has, and the rest of its output has no reader. */
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
