package dev.tgarchiver.console.progress;

import dev.tgarchiver.console.terminal.Console;
import dev.tgarchiver.console.terminal.ConsoleThread;
import dev.tgarchiver.console.terminal.WindowSize;
import dev.tgarchiver.event.Event;
import dev.tgarchiver.progress.ProgressSnapshot;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** The block of bars at the bottom of a terminal. */
final class TerminalView implements ProgressView {

    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Console console;
    private final Supplier<ProgressSnapshot> run;
    private final FrameRenderer renderer;
    private final ConsoleThread.Ticking ticking;
    private final AtomicBoolean closed = new AtomicBoolean();

    TerminalView(Console console, Supplier<ProgressSnapshot> run) {
        this.console = console;
        this.run = run;
        renderer = new FrameRenderer(console.symbols(), console.errPaint());
        ticking = console.turn().every(PAUSE, this::draw);
    }

    @Override
    public void on(Event event) {
        if (closed.get()) {
            return;
        }
        EventMessages.of(event)
                .ifPresent(message -> console.turn().soon(() -> console.writeErr(message.render(console.errPaint()))));
    }

    private void draw() {
        if (!closed.get()) {
            WindowSize window = console.window();
            console.drawBlock(renderer.frame(run.get(), window), window);
        }
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            ticking.close();
            console.turn().now(() -> {
                ProgressSnapshot last = run.get();
                WindowSize window = console.window();
                console.drawBlock(last.isStarted() ? renderer.finalFrame(last, window) : List.of(), window);
                console.leaveBlock();
            });
        }
    }
}
