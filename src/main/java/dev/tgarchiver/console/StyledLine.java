package dev.tgarchiver.console;

/**
 * A line ready for the terminal.
 *
 * @param text with its colours
 * @param width its columns without them
 */
record StyledLine(String text, int width) {

    /** A line without colours. */
    static StyledLine plain(String printable) {
        return new StyledLine(printable, SafeText.width(printable));
    }
}
