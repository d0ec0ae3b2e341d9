package dev.tgarchiver.console.progress;

import dev.tgarchiver.console.terminal.Console;
import dev.tgarchiver.console.terminal.Message;
import dev.tgarchiver.event.Event;

/** Prints only problems. */
final class QuietView implements ProgressView {

    private final Console console;

    QuietView(Console console) {
        this.console = console;
    }

    @Override
    public void on(Event event) {
        EventMessages.of(event)
                .filter(message -> message.level() != Message.Level.INFO)
                .ifPresent(message -> console.turn().soon(() -> console.writeErr(message.render(console.errPaint()))));
    }

    @Override
    public void close() {
        console.turn().now(() -> {});
    }
}
