package dev.tgarchiver.console.terminal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Rows in aligned columns. Where the window is too narrow even for shortened text, each row becomes a paragraph, since
 * half a number is wrong. Not thread-safe while rows are added.
 */
public final class Table {

    private static final String GAP = "  ";
    private static final int NARROWEST = 8;

    private final List<Column> columns;
    private final List<List<String>> rows = new ArrayList<>();

    /** A table with a head. */
    public Table(Column... columns) {
        this.columns = List.of(columns);
    }

    /** Adds a row of as many cells as there are columns; the cells may hold anything. */
    public Table row(Object... cells) {
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException(cells.length + " cells for " + columns.size() + " columns");
        }
        rows.add(Arrays.stream(cells)
                .map(cell -> SafeText.text(String.valueOf(cell)))
                .toList());
        return this;
    }

    /** Whether it has no row. */
    public boolean isEmpty() {
        return rows.isEmpty();
    }

    public int size() {
        return rows.size();
    }

    /** The lines, no wider than {@code width}, without trailing spaces. */
    List<String> lines(int width, AnsiStyle paint, Symbols symbols) {
        int[] widths = naturalWidths();
        long over = Arrays.stream(widths).asLongStream().sum() + (long) GAP.length() * (widths.length - 1) - width;
        over = shrink(widths, over, true);
        if (over > 0 && columns.stream().anyMatch(Column::optional)) {
            return withoutLastOptional().lines(width, paint, symbols);
        }
        over = shrink(widths, over, false);
        if (over > 0) {
            return paragraphs(width, paint, symbols);
        }
        List<String> lines = new ArrayList<>();
        lines.add(paint.bold(line(titles(), widths, symbols)));
        for (List<String> row : rows) {
            lines.add(line(row, widths, symbols));
        }
        return lines;
    }

    private Table withoutLastOptional() {
        int last = IntStream.range(0, columns.size())
                .filter(i -> columns.get(i).optional())
                .max()
                .orElseThrow();
        int[] kept = IntStream.range(0, columns.size()).filter(i -> i != last).toArray();
        Table table = new Table(Arrays.stream(kept).mapToObj(columns::get).toArray(Column[]::new));
        for (List<String> row : rows) {
            table.rows.add(Arrays.stream(kept).mapToObj(row::get).toList());
        }
        return table;
    }

    private List<String> paragraphs(int width, AnsiStyle paint, Symbols symbols) {
        int widest = titles().stream().mapToInt(SafeText::width).max().orElse(0);
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            if (!lines.isEmpty()) {
                lines.add("");
            }
            for (int i = 0; i < row.size(); i++) {
                String title = SafeText.padRight(columns.get(i).title(), widest) + GAP;
                int room = width - title.length();
                if (row.get(i).isEmpty()) {
                    continue;
                }
                // Where there is no room for both, the value speaks for itself.
                lines.add(
                        room >= NARROWEST
                                ? paint.bold(title) + SafeText.fit(row.get(i), room, symbols.ellipsis())
                                : SafeText.fit(row.get(i), width, symbols.ellipsis()));
            }
        }
        return lines;
    }

    private List<String> titles() {
        return columns.stream().map(Column::title).toList();
    }

    private String line(List<String> cells, int[] widths, Symbols symbols) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String cell = SafeText.fit(cells.get(i), widths[i], symbols.ellipsis());
            line.append(i == 0 ? "" : GAP)
                    .append(
                            columns.get(i).right()
                                    ? SafeText.padLeft(cell, widths[i])
                                    : SafeText.padRight(cell, widths[i]));
        }
        return line.toString().stripTrailing();
    }

    private int[] naturalWidths() {
        int[] widths = new int[columns.size()];
        for (int i = 0; i < widths.length; i++) {
            int widest = SafeText.width(columns.get(i).title());
            for (List<String> row : rows) {
                widest = Math.max(widest, SafeText.width(row.get(i)));
            }
            widths[i] = widest;
        }
        return widths;
    }

    /** Shrinks the widest of these columns repeatedly until the table fits, or nothing can shrink further. */
    private long shrink(int[] widths, long over, boolean shrinking) {
        long left = over;
        while (left > 0) {
            int widest = -1;
            for (int i = 0; i < widths.length; i++) {
                Column column = columns.get(i);
                boolean mayShrink = column.shrinks() == shrinking && !column.right();
                if (mayShrink && widths[i] > NARROWEST && (widest < 0 || widths[i] > widths[widest])) {
                    widest = i;
                }
            }
            if (widest < 0) {
                break;
            }
            widths[widest]--;
            left--;
        }
        return left;
    }
}
