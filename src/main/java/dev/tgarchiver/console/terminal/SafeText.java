package dev.tgarchiver.console.terminal;

/**
 * Makes foreign text safe for a terminal, and fits it into columns. Titles, captions and file names may hold anything:
 * escape sequences that rename the window or answer for the user, characters that reverse the line's direction, line
 * breaks that fake a line of output.
 */
public final class SafeText {

    /** More marks on one letter than any language needs spill over the neighbouring lines. */
    private static final int MARKS_PER_LETTER = 3;

    private static final int REPLACEMENT = 0xFFFD;

    private SafeText() {}

    /**
     * One line of text that no terminal interprets: control characters, unpaired surrogates, private and non-characters
     * become U+FFFD; line breaks and tabs a space; invisible characters (direction, joiners, variation selectors, tags)
     * are dropped. Everything else stays as it is.
     */
    public static String text(String any) {
        if (any.chars().allMatch(c -> c >= ' ' && c <= '~')) {
            return any;
        }
        StringBuilder safe = new StringBuilder(any.length());
        int marks = 0;
        for (int i = 0; i < any.length(); ) {
            int codePoint = any.codePointAt(i);
            i += Character.charCount(codePoint);
            int shown = shown(codePoint);
            if (shown < 0) {
                continue;
            }
            marks = TextWidth.of(shown) == 0 ? marks + 1 : 0;
            if (marks <= MARKS_PER_LETTER) {
                safe.appendCodePoint(shown);
            }
        }
        return safe.toString();
    }

    /** The replacement of a character; negative for none. */
    private static int shown(int codePoint) {
        if (isInvisible(codePoint)) {
            return -1;
        }
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL -> Character.isWhitespace(codePoint) || codePoint == 0x85 ? ' ' : REPLACEMENT;
            case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> ' ';
            case Character.SURROGATE, Character.PRIVATE_USE -> REPLACEMENT;
            default ->
                ((codePoint & 0xFFFE) == 0xFFFE) || TextWidth.between(codePoint, 0xFDD0, 0xFDEF)
                        ? REPLACEMENT
                        : codePoint;
        };
    }

    private static boolean isInvisible(int codePoint) {
        return Character.getType(codePoint) == Character.FORMAT
                || TextWidth.between(codePoint, 0xFE00, 0xFE0F)
                || TextWidth.between(codePoint, 0x180B, 0x180F)
                || TextWidth.between(codePoint, 0xE0000, 0xE0FFF)
                || TextWidth.between(codePoint, 0xFFF0, 0xFFF8)
                || codePoint == 0x2065
                || codePoint == 0x034F
                || codePoint == 0x115F
                || codePoint == 0x1160
                || codePoint == 0x3164
                || codePoint == 0xFFA0
                // Skin tones: one column, two or none, as the terminal likes.
                || TextWidth.between(codePoint, 0x1F3FB, 0x1F3FF);
    }

    /** How many columns a printable text takes on a terminal. */
    public static int width(String printable) {
        return TextWidth.of(printable);
    }

    /** The text itself if it takes no more than {@code columns}, else its beginning and {@code ellipsis}. */
    public static String fit(String printable, int columns, String ellipsis) {
        if (columns <= 0) {
            return "";
        }
        if (printable.length() * 2 <= columns || TextWidth.of(printable) <= columns) {
            return printable;
        }
        String mark = TextWidth.of(ellipsis) <= columns ? ellipsis : "";
        int room = columns - TextWidth.of(mark);
        int end = 0;
        while (end < printable.length()) {
            int codePoint = printable.codePointAt(end);
            room -= TextWidth.of(codePoint);
            if (room < 0) {
                break;
            }
            end += Character.charCount(codePoint);
        }
        return printable.substring(0, end) + mark;
    }

    /** The text followed by as many spaces as {@code columns} leave. */
    public static String padRight(String printable, int columns) {
        return printable + " ".repeat(Math.max(0, columns - TextWidth.of(printable)));
    }

    /** The text after as many spaces as {@code columns} leave. */
    public static String padLeft(String printable, int columns) {
        return " ".repeat(Math.max(0, columns - TextWidth.of(printable))) + printable;
    }
}
