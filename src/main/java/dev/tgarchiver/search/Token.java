package dev.tgarchiver.search;

/**
 * A unit of the index, and its place in the text.
 *
 * @param text folded
 * @param start of the characters that it stands for
 * @param end after them
 */
public record Token(String text, Kind kind, int start, int end) {

    /** What it is. */
    public enum Kind {
        /** Letters and digits up to the next other character. */
        WORD,
        /** Two characters that stand together, in a script without spaces between words. */
        PAIR,
        /** The last character of such a run, or its only one. */
        LAST,
        /** An emoji or another symbol. */
        SYMBOL
    }
}
