package dev.tgarchiver.console;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.tgarchiver.event.Event;
import dev.tgarchiver.event.Event.RunFinished;
import dev.tgarchiver.event.EventListener;
import dev.tgarchiver.model.ByteSize;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What to say when a run is over: how it ended, and what failed and why. Listens to the run, from any thread, and keeps
 * the first failures only, however many there are.
 */
public final class RunSummary implements EventListener {

    private static final int SHOWN = 10;

    @GuardedBy("this")
    private final List<Event.FileFailed> failures = new ArrayList<>();

    @GuardedBy("this")
    private @Nullable RunFinished finished;

    @Override
    public synchronized void on(Event event) {
        if (event instanceof Event.FileFailed failure && failures.size() < SHOWN) {
            failures.add(failure);
        } else if (event instanceof RunFinished end) {
            finished = end;
        }
    }

    /** The run's last sentence, if it has finished; for example {@code Archived 120 files (300 MB) in 41 s.} */
    public synchronized Optional<String> sentence() {
        return Optional.ofNullable(finished).map(RunSummary::sentence);
    }

    /** Prints sentence and failures to standard output. Prints nothing when the run has not finished. */
    public void print(Console console) {
        sentence().ifPresent(sentence -> {
            Table table = table();
            if (!table.isEmpty()) {
                console.print(table);
            }
            more().ifPresent(console::print);
            console.print(sentence);
        });
    }

    private synchronized Table table() {
        Table table =
                new Table(Column.text("Failed"), Column.number("Post"), Column.number("Size"), Column.shrinking("Why"));
        for (Event.FileFailed failure : failures) {
            table.row(
                    failure.file().name(),
                    failure.file().post().messageId(),
                    failure.file().size() > 0 ? ByteSize.format(failure.file().size()) : "",
                    failure.reason());
        }
        return table;
    }

    private synchronized Optional<String> more() {
        RunFinished end = finished;
        return end != null && end.failed() > failures.size() && !failures.isEmpty()
                ? Optional.of(
                        "and " + Amounts.count(end.failed() - failures.size()) + " more: archiver stats lists them")
                : Optional.empty();
    }

    static String sentence(RunFinished end) {
        String archived = "rchived " + Amounts.count(end.files(), "file") + " (" + ByteSize.format(end.bytes())
                + ") in " + Amounts.duration(end.took());
        String failed = end.failed() > 0
                ? " " + Amounts.count(end.failed()) + " failed; archiver retry makes them pending again."
                : "";
        String pending = end.pending() > 0
                ? " " + Amounts.count(end.pending()) + " pending; run archiver download again to go on."
                : "";
        return switch (end.outcome()) {
            case COMPLETE ->
                end.files() == 0 && end.failed() == 0
                        ? "Nothing new (" + Amounts.duration(end.took()) + ")." + pending
                        : "A" + archived + "." + (failed.isEmpty() ? " Nothing failed." : failed) + pending;
            case LIMIT_REACHED -> "A" + archived + ": the limit of this run is reached." + failed + pending;
            case SOME_FAILED -> "A" + archived + "." + failed + pending;
            case INTERRUPTED -> "Interrupted; a" + archived + "." + failed + pending;
            case ABORTED -> "Stopped early; a" + archived + "." + failed + pending;
        };
    }
}
