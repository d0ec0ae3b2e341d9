package dev.tgarchiver.archive;

import dev.tgarchiver.console.terminal.TestConsole;
import dev.tgarchiver.event.Event;
import dev.tgarchiver.event.Event.RunFinished;
import dev.tgarchiver.model.Outcome;
import dev.tgarchiver.report.NextCommands;
import dev.tgarchiver.report.RunSummary;
import java.util.List;
import java.util.stream.Stream;

/** How a run of a {@link TestArchive} ended, and what it said meanwhile. */
public record TestRun(RunResult result, List<Event> events) {

    public Outcome outcome() {
        return result.outcome();
    }

    public RunFinished finished() {
        return of(RunFinished.class).findFirst().orElseThrow();
    }

    /** The events of a kind, in their order. */
    public <E extends Event> Stream<E> of(Class<E> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast);
    }

    /** What the user is told while the run goes on. */
    public List<String> notices() {
        return of(Event.Notice.class).map(Event.Notice::text).toList();
    }

    /** What the user is told at the end; the run is resumed by {@code archiver download}. */
    public String summary() {
        RunSummary summary = summarized();
        TestConsole console = TestConsole.piped();
        summary.print(console.console());
        return console.out();
    }

    /** What a user is told at the end who wants to hear of problems only. */
    public String sentence() {
        RunSummary summary = summarized();
        TestConsole console = TestConsole.piped();
        summary.printSentence(console.console());
        return console.out();
    }

    private RunSummary summarized() {
        RunSummary summary = new RunSummary(new NextCommands(
                "archiver download",
                channels -> "archiver retry " + String.join(" ", channels),
                "archiver stats --failures"));
        events.forEach(summary::on);
        return summary;
    }
}
