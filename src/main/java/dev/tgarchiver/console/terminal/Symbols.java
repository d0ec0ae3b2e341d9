package dev.tgarchiver.console.terminal;

/**
 * The characters that the display draws with.
 *
 * @param ellipsis the mark for omitted text
 * @param fractions the cells of a bar from empty to full
 * @param left start of a bar, one column
 * @param right end of a bar, one column
 */
public record Symbols(String ellipsis, String fractions, String left, String right) {

    public static final Symbols UNICODE = new Symbols("…", " ▏▎▍▌▋▊▉█", "▕", "▏");
    /** For terminals whose character set has nothing better. */
    public static final Symbols ASCII = new Symbols("~", " -=#", "[", "]");

    static Symbols of(boolean unicode) {
        return unicode ? UNICODE : ASCII;
    }

    /** A bar of {@code columns} (at least 2) with its ends, filled to {@code fraction} (0 to 1). */
    public String bar(double fraction, int columns) {
        int cells = columns - 2;
        int steps = fractions.length() - 1;
        // Rounded down: a full bar means all.
        int filled = (int) (Math.min(1, Math.max(0, fraction)) * cells * steps);
        StringBuilder bar = new StringBuilder(columns).append(left);
        for (int cell = 0; cell < cells; cell++) {
            bar.append(fractions.charAt(Math.min(steps, Math.max(0, filled - cell * steps))));
        }
        return bar.append(right).toString();
    }
}
