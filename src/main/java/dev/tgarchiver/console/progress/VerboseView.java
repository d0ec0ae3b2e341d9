package dev.tgarchiver.console.progress;

import dev.tgarchiver.console.terminal.Console;
import dev.tgarchiver.console.terminal.Message;
import dev.tgarchiver.event.Event;
import java.util.concurrent.atomic.AtomicBoolean;

/** Another view, with a line on standard error for each finished file, above what that view draws. */
final class VerboseView implements ProgressView {

    private final Console console;
    private final ProgressView view;
    private final AtomicBoolean closed = new AtomicBoolean();

    VerboseView(Console console, ProgressView view) {
        this.console = console;
        this.view = view;
    }

    @Override
    public void on(Event event) {
        view.on(event);
        if (event instanceof Event.FileDone done && !closed.get()) {
            String line = new Message(Message.Level.INFO, done.path()).render(console.errPaint());
            console.turn().soon(() -> console.writeErr(line));
        }
    }

    @Override
    public void close() {
        closed.set(true);
        view.close();
    }
}
