package dev.tgarchiver.console.terminal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A small terminal: knows what this package writes, and refuses everything else. */
final class Screen {

    private static final Pattern SEQUENCE = Pattern.compile("\u001b\\[(\\??)(\\d*(?:;\\d+)*)([A-Za-z])");

    private static final int SECOND_HALF = -1;

    private final int columns;
    private final List<int[]> rows = new ArrayList<>();
    private int row;
    private int column;
    private boolean wraps = true;
    private boolean cursor = true;

    private Screen(int columns) {
        this.columns = columns;
        rows.add(blank(columns));
    }

    /** The rows that stand there in the end, without the last empty one. */
    static String show(String written, int columns) {
        Screen screen = new Screen(columns);
        screen.write(written);
        if (!screen.cursor || !screen.wraps || screen.column != 0) {
            throw new AssertionError("The terminal was left in disorder: " + written);
        }
        StringBuilder shown = new StringBuilder();
        for (int i = 0; i < screen.row; i++) {
            shown.append(text(screen.rows.get(i))).append('\n');
        }
        for (int[] below : screen.rows.subList(screen.row, screen.rows.size())) {
            if (!text(below).isEmpty()) {
                throw new AssertionError("There is text below the cursor: " + text(below));
            }
        }
        return shown.toString();
    }

    private void write(String text) {
        for (int i = 0; i < text.length(); ) {
            char c = text.charAt(i);
            if (c == '\u001b') {
                Matcher sequence = SEQUENCE.matcher(text).region(i, text.length());
                if (!sequence.lookingAt()) {
                    throw new AssertionError("Unknown sequence at " + i + " of " + text);
                }
                obey(sequence.group(1), sequence.group(2), sequence.group(3).charAt(0));
                i = sequence.end();
            } else {
                int codePoint = text.codePointAt(i);
                put(codePoint);
                i += Character.charCount(codePoint);
            }
        }
    }

    private void put(int codePoint) {
        if (codePoint == '\n') {
            row++;
            column = 0;
            if (row == rows.size()) {
                rows.add(blank(columns));
            }
        } else if (codePoint == '\r') {
            column = 0;
        } else {
            int width = TextWidth.of(codePoint);
            if (column + width > columns) {
                if (!wraps) {
                    throw new AssertionError("A line of the block is too long");
                }
                put('\n');
            }
            if (width > 0) {
                rows.get(row)[column] = codePoint;
                if (width == 2) {
                    rows.get(row)[column + 1] = SECOND_HALF;
                }
                column += width;
            }
        }
    }

    private static int[] blank(int columns) {
        int[] row = new int[columns];
        Arrays.fill(row, ' ');
        return row;
    }

    private static String text(int[] row) {
        StringBuilder text = new StringBuilder();
        Arrays.stream(row).filter(cell -> cell != SECOND_HALF).forEach(text::appendCodePoint);
        return text.toString().stripTrailing();
    }

    private void obey(String mark, String number, char command) {
        if (mark.equals("?")) {
            boolean on = command == 'h';
            if (number.equals("25")) {
                cursor = on;
            } else if (number.equals("7")) {
                wraps = on;
            } else {
                throw new AssertionError("Unknown mode " + number);
            }
            return;
        }
        switch (command) {
            case 'A' -> row = Math.max(0, row - Integer.parseInt(number));
            case 'K' -> Arrays.fill(rows.get(row), Math.min(column, columns), columns, ' ');
            case 'J' -> {
                Arrays.fill(rows.get(row), Math.min(column, columns), columns, ' ');
                for (int[] below : rows.subList(row + 1, rows.size())) {
                    Arrays.fill(below, ' ');
                }
            }
            case 'm' -> {}
            default -> throw new AssertionError("Unknown command " + command);
        }
    }
}
