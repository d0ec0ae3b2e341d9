package dev.tgarchiver.console;

/**
 * The characters that the display draws with.
 *
 * @param ellipsis what is left out
 * @param fractions the cells of a bar from empty to full
 * @param rule the line under a table's head
 */
record Symbols(String ellipsis, String fractions, String rule) {

    static final Symbols UNICODE = new Symbols("…", " ▏▎▍▌▋▊▉█", "─");
    /** For terminals whose character set has nothing better. */
    static final Symbols ASCII = new Symbols("~", " -=#", "-");

    static Symbols of(boolean unicode) {
        return unicode ? UNICODE : ASCII;
    }

    /** A bar of {@code cells} columns, filled to {@code fraction} (0 to 1). */
    String bar(double fraction, int cells) {
        int steps = fractions.length() - 1;
        int filled = (int) Math.round(Math.min(1, Math.max(0, fraction)) * cells * steps);
        StringBuilder bar = new StringBuilder(cells);
        for (int cell = 0; cell < cells; cell++) {
            bar.append(fractions.charAt(Math.min(steps, Math.max(0, filled - cell * steps))));
        }
        return bar.toString();
    }
}
