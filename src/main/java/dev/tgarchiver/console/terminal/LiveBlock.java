package dev.tgarchiver.console.terminal;

import java.util.List;

/**
 * The lines at the bottom of a terminal that are drawn again and again, with messages scrolling above them. Only
 * produces the character sequences. After each of them the cursor is visible at the start of the line below the block,
 * so the terminal stays usable whenever the program dies. Not thread-safe.
 */
final class LiveBlock {

    private static final String ESC = "\u001b[";
    // Without wrapping, a window that became narrower a moment ago cuts a line instead of breaking the block.
    private static final String BEGIN = ESC + "?25l" + ESC + "?7l";
    private static final String END = ESC + "?7h" + ESC + "?25h";
    private static final String CLEAR_LINE_RIGHT = ESC + "K";
    private static final String CLEAR_BELOW = ESC + "J";

    private List<StyledLine> drawn = List.of();
    private WindowSize size = WindowSize.USUAL;

    /**
     * The text that replaces the former lines by these; empty when nothing changes.
     *
     * @param lines narrower than the window by at least one column
     */
    String draw(List<StyledLine> lines, WindowSize window) {
        if (lines.equals(drawn) && window.equals(size)) {
            return "";
        }
        StringBuilder text = new StringBuilder(BEGIN);
        up(text, window);
        boolean resized = !window.equals(size);
        if (resized) {
            text.append(CLEAR_BELOW);
        }
        for (StyledLine line : lines) {
            text.append(line.text()).append(CLEAR_LINE_RIGHT).append('\n');
        }
        if (!resized && lines.size() < drawn.size()) {
            text.append(CLEAR_BELOW);
        }
        drawn = List.copyOf(lines);
        size = window;
        return text.append(END).toString();
    }

    /** The text that removes the block and leaves the cursor at its start. The block forgets its lines. */
    String erase(WindowSize window) {
        if (drawn.isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder(BEGIN);
        up(text, window);
        text.append(CLEAR_BELOW).append(END);
        leave();
        return text.toString();
    }

    /** The lines stay where they are; the next block starts below them. */
    void leave() {
        drawn = List.of();
    }

    private void up(StringBuilder text, WindowSize window) {
        int rows = rowsNow(window);
        text.append('\r');
        if (rows > 0) {
            text.append(ESC).append(rows).append('A');
        }
    }

    /** How many rows the block takes in the window as it is now: one that became narrower has wrapped longer lines. */
    private int rowsNow(WindowSize window) {
        if (window.columns() >= size.columns()) {
            return drawn.size();
        }
        int rows = drawn.stream()
                .mapToInt(line -> Math.max(1, (line.width() + window.columns() - 1) / window.columns()))
                .sum();
        return Math.min(rows, window.rows() - 1);
    }
}
