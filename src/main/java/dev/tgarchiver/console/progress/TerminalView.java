package dev.tgarchiver.console.progress;

import dev.tgarchiver.console.terminal.Console;
import dev.tgarchiver.console.terminal.ConsoleThread;
import dev.tgarchiver.console.terminal.WindowSize;
import dev.tgarchiver.event.Event;
import dev.tgarchiver.progress.ProgressSnapshot;
import dev.tgarchiver.progress.RunProgress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** The block of bars at the bottom of a terminal. */
final class TerminalView implements ProgressView {

    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Console console;
    private final RunProgress tally;
    private final FrameRenderer renderer;
    private final ConsoleThread.Ticking ticking;
    private final AtomicBoolean closed = new AtomicBoolean();

    TerminalView(Console console) {
        this.console = console;
        tally = new RunProgress(console.clock(), console.nanoTime());
        renderer = new FrameRenderer(console.symbols(), console.errPaint());
        ticking = console.turn().every(PAUSE, this::draw);
    }

    @Override
    public void on(Event event) {
        if (closed.get()) {
            return;
        }
        tally.on(event);
        EventMessages.of(event)
                .ifPresent(message -> console.turn().soon(() -> console.writeErr(message.render(console.errPaint()))));
    }

    private void draw() {
        if (!closed.get()) {
            WindowSize window = console.window();
            console.drawBlock(renderer.frame(tally.snapshot(), window), window);
        }
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            ticking.close();
            console.turn().now(() -> {
                ProgressSnapshot last = tally.snapshot();
                WindowSize window = console.window();
                console.drawBlock(last.hasPartial() ? renderer.finalFrame(last, window) : List.of(), window);
                console.leaveBlock();
            });
        }
    }
}
