package dev.tgarchiver.console;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.tgarchiver.event.Event;
import dev.tgarchiver.event.Event.RunFinished;
import dev.tgarchiver.event.EventListener;
import dev.tgarchiver.model.ByteSize;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What to say when a run is over: how it ended, what failed and why, and what to do now. Listens to the run, from any
 * thread, and keeps the first failures only, however many there are.
 */
public final class RunSummary implements EventListener {

    private static final int SHOWN = 10;

    @GuardedBy("this")
    private final List<Event.FileFailed> failures = new ArrayList<>();

    @GuardedBy("this")
    private final List<Event.ChannelFailed> channels = new ArrayList<>();

    @GuardedBy("this")
    private @Nullable RunFinished finished;

    private final NextCommands next;

    /** {@code next} is what it tells the user to type, where there is something to do. */
    public RunSummary(NextCommands next) {
        this.next = next;
    }

    @Override
    public synchronized void on(Event event) {
        if (event instanceof Event.FileFailed failure && failures.size() < SHOWN) {
            failures.add(failure);
        } else if (event instanceof Event.ChannelFailed failure && channels.size() < SHOWN) {
            channels.add(failure);
        } else if (event instanceof RunFinished end) {
            finished = end;
        }
    }

    /** Prints failures and the last sentences to standard output. Prints nothing when the run has not finished. */
    public void print(Console console) {
        RunFinished end;
        synchronized (this) {
            end = finished;
        }
        if (end == null) {
            return;
        }
        print(console, channelTable(), end.channelsFailed(), "channels, which the log names");
        print(console, fileTable(), end.failed(), "files: archiver stats --failures lists them");
        console.print(sentence(end));
        advice(end, next, console.clock()).ifPresent(console::print);
    }

    private static void print(Console console, Table table, long count, String others) {
        if (!table.isEmpty()) {
            console.print(table);
            if (count > table.size()) {
                console.print("and " + Amounts.count(count - table.size()) + " more " + others);
            }
            console.print("");
        }
    }

    private synchronized Table channelTable() {
        Table table = new Table(Column.text("Failed channel"), Column.shrinking("Why"));
        channels.forEach(failure -> table.row(failure.name(), failure.reason()));
        return table;
    }

    private synchronized Table fileTable() {
        Table table = new Table(
                Column.text("Failed file"), Column.number("Post"), Column.number("Size"), Column.shrinking("Why"));
        for (Event.FileFailed failure : failures) {
            table.row(
                    failure.file().name(),
                    failure.file().post().messageId(),
                    failure.file().size() > 0 ? ByteSize.format(failure.file().size()) : "",
                    failure.reason());
        }
        return table;
    }

    /** What happened; for example {@code Archived 120 files (300 MB) in 41 s. Nothing failed.} */
    static String sentence(RunFinished end) {
        String archived = "rchived " + Amounts.count(end.files(), "file") + " (" + ByteSize.format(end.bytes())
                + ") in " + Amounts.duration(end.took());
        String rest = failed(end) + (end.pending() > 0 ? " " + Amounts.count(end.pending()) + " pending." : "");
        return switch (end.outcome()) {
            case COMPLETE ->
                end.files() == 0 && end.failed() == 0
                        ? "Nothing new (" + Amounts.duration(end.took()) + ")." + rest
                        : "A" + archived + "." + (end.failed() == 0 ? " Nothing failed." : "") + rest;
            case LIMIT_REACHED -> "A" + archived + ": the limit of this run is reached." + rest;
            case SOME_FAILED -> "A" + archived + "." + rest;
            case INTERRUPTED -> "Interrupted; a" + archived + "." + rest;
            case ABORTED -> "Stopped early; a" + archived + "." + rest;
        };
    }

    private static String failed(RunFinished end) {
        List<String> failed = new ArrayList<>();
        if (end.channelsFailed() > 0) {
            failed.add(Amounts.count(end.channelsFailed(), "channel"));
        }
        if (end.failed() > 0) {
            failed.add(Amounts.count(end.failed(), "file"));
        }
        return failed.isEmpty() ? "" : " " + String.join(" and ", failed) + " failed.";
    }

    /** What to do now, if there is anything to do. */
    static Optional<String> advice(RunFinished end, NextCommands next, Clock clock) {
        boolean aborted = end.outcome() == RunFinished.Outcome.ABORTED;
        if (aborted) {
            return Optional.of("What is archived is safe. When the cause below is mended, go on with: " + next.goOn());
        }
        if (end.failed() > 0) {
            return Optional.of("Try the failed files again with: " + next.retry() + " && " + next.goOn());
        }
        if (end.nextAttempt().isPresent()) {
            Instant due = end.nextAttempt().get();
            Duration wait = Duration.between(clock.instant(), due);
            String in = wait.isNegative() ? "" : " (in " + Amounts.duration(wait) + ")";
            return Optional.of("Their last attempt failed; they may be tried again from " + LocalTimeText.minute(due)
                    + in + ", with: " + next.goOn());
        }
        if (end.pending() > 0) {
            return Optional.of("Go on with: " + next.goOn());
        }
        return end.channelsFailed() > 0
                ? Optional.of("When the cause is mended, try again with: " + next.goOn())
                : Optional.empty();
    }
}
