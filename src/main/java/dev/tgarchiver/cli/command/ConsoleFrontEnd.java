package dev.tgarchiver.cli.command;

import dev.tgarchiver.app.FrontEnd;
import dev.tgarchiver.console.terminal.Console;

/** Messages of use cases on standard error. */
public record ConsoleFrontEnd(Console console) implements FrontEnd {

    @Override
    public void info(String text) {
        console.info(text);
    }

    @Override
    public void warn(String text) {
        console.warn(text);
    }

    @Override
    public boolean isWatched() {
        return console.errIsTerminal();
    }
}
