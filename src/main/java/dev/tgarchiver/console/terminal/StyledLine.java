package dev.tgarchiver.console.terminal;

/**
 * A line ready for the terminal.
 *
 * @param text with its colours
 * @param width its columns without them
 */
public record StyledLine(String text, int width) {

    /** A line without colours. */
    public static StyledLine plain(String printable) {
        return new StyledLine(printable, SafeText.width(printable));
    }
}
