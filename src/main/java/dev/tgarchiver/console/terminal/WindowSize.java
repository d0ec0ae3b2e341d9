package dev.tgarchiver.console.terminal;

/** A terminal's columns and rows, at least 1 each. */
public record WindowSize(int columns, int rows) {

    /** The initial size of most terminals, when the size is unknown. */
    public static final WindowSize USUAL = new WindowSize(80, 24);

    public WindowSize {
        columns = Math.max(1, columns);
        rows = Math.max(1, rows);
    }
}
