package dev.tgarchiver.console.progress;

import dev.tgarchiver.console.terminal.Console;
import dev.tgarchiver.console.terminal.StyledLine;
import dev.tgarchiver.console.terminal.WindowSize;
import dev.tgarchiver.progress.ProgressSnapshot;
import dev.tgarchiver.progress.SnapshotJson;
import java.util.stream.Collectors;

/**
 * Shows states of a run of another process: for {@code archiver progress}, with and without {@code --follow}. The
 * caller sets the pace. Not for several threads at a time.
 */
public final class SnapshotView implements AutoCloseable {

    private final Console console;
    private final FrameRenderer renderer;

    /** Nothing is shown yet. */
    public SnapshotView(Console console) {
        this.console = console;
        renderer = new FrameRenderer(console.symbols(), console.errPaint());
    }

    /** Prints a state once to standard output: bars and workers on a terminal, else one plain line. */
    public static void print(Console console, ProgressSnapshot run) {
        if (!console.outIsTerminal()) {
            console.print(PlainLine.of(run));
            return;
        }
        FrameRenderer renderer = new FrameRenderer(console.symbols(), console.outPaint());
        WindowSize all = new WindowSize(console.window().columns(), Integer.MAX_VALUE);
        String text = renderer.frameWithQueue(run, all).stream()
                .map(StyledLine::text)
                .collect(Collectors.joining("\n", "", "\n"));
        console.turn().now(() -> console.writeOut(text));
    }

    /** Prints a state to standard output as a JSON object on its own line. */
    public static void printJson(Console console, ProgressSnapshot run) {
        console.print(SnapshotJson.write(run));
    }

    /** Shows a state in place of the one before; off a terminal, as a further plain line. Both on standard error. */
    public void show(ProgressSnapshot run) {
        console.turn().now(() -> {
            if (console.errIsTerminal()) {
                WindowSize window = console.window();
                console.drawBlock(renderer.frameWithQueue(run, window), window);
            } else {
                console.writeErr(PlainLine.of(run) + "\n");
            }
        });
    }

    /** Leaves the last state on the screen. */
    @Override
    public void close() {
        console.turn().now(console::leaveBlock);
    }
}
