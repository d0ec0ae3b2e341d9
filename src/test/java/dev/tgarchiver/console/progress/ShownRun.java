package dev.tgarchiver.console.progress;

import dev.tgarchiver.console.terminal.Console;
import dev.tgarchiver.event.Event;
import dev.tgarchiver.progress.ProgressSnapshot;
import dev.tgarchiver.progress.RunProgress;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** A view with the progress that it shows. */
final class ShownRun implements ProgressView {

    private final RunProgress progress;
    private final ProgressView view;

    ShownRun(Console console, BiFunction<Console, Supplier<ProgressSnapshot>, ProgressView> kind) {
        progress = new RunProgress(console.clock(), console.nanoTime());
        view = kind.apply(console, progress::snapshot);
    }

    @Override
    public void on(Event event) {
        progress.on(event);
        view.on(event);
    }

    @Override
    public void close() {
        view.close();
    }
}
