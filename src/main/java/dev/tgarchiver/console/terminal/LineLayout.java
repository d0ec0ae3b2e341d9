package dev.tgarchiver.console.terminal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * Lays parts out on one line of a given width, in the order of their addition; where there is too little room, those of
 * the highest rank are left out first. Remaining room goes to the elastic parts, the lowest rank first.
 */
public final class LineLayout {

    private static final String GAP = "  ";

    private final String ellipsis;
    private final List<Part> parts = new ArrayList<>();

    private record Part(int rank, int narrowest, int widest, IntFunction<String> draw, UnaryOperator<String> paint) {}

    public LineLayout(Symbols symbols) {
        this.ellipsis = symbols.ellipsis();
    }

    /** Adds a printable text that is shown whole or not at all; ignores an empty one. */
    public LineLayout add(int rank, String text, UnaryOperator<String> paint) {
        if (!text.isEmpty()) {
            int width = SafeText.width(text);
            parts.add(new Part(rank, width, width, columns -> text, paint));
        }
        return this;
    }

    /** Adds a part that is drawn for any width between these two, and never draws more. */
    public LineLayout elastic(
            int rank, int narrowest, int widest, IntFunction<String> draw, UnaryOperator<String> paint) {
        parts.add(new Part(rank, narrowest, Math.max(narrowest, widest), draw, paint));
        return this;
    }

    /** The line, no wider than {@code width}, without trailing spaces. */
    public StyledLine fit(int width) {
        List<Integer> byRank = IntStream.range(0, parts.size())
                .boxed()
                .sorted(Comparator.comparingInt(i -> parts.get(i).rank()))
                .toList();
        int[] columns = new int[parts.size()];
        int spare = width + GAP.length();
        for (int i : byRank) {
            int needed = GAP.length() + parts.get(i).narrowest();
            if (needed <= spare) {
                columns[i] = parts.get(i).narrowest();
                spare -= needed;
            }
        }
        if (spare == width + GAP.length()) {
            return parts.isEmpty() ? StyledLine.plain("") : cut(parts.get(byRank.get(0)), width);
        }
        for (int i : byRank) {
            if (columns[i] > 0) {
                int more = Math.min(spare, parts.get(i).widest() - parts.get(i).narrowest());
                columns[i] += more;
                spare -= more;
            }
        }
        return draw(columns);
    }

    private StyledLine cut(Part part, int width) {
        return StyledLine.plain(SafeText.fit(part.draw().apply(part.narrowest()), width, ellipsis));
    }

    /** Draws the parts that have columns. */
    private StyledLine draw(int[] columns) {
        int[] shown =
                IntStream.range(0, columns.length).filter(i -> columns[i] > 0).toArray();
        StringBuilder line = new StringBuilder();
        int width = 0;
        for (int at = 0; at < shown.length; at++) {
            Part part = parts.get(shown[at]);
            String drawn = part.draw().apply(columns[shown[at]]);
            String text = at == shown.length - 1 ? drawn.stripTrailing() : drawn;
            String gap = at == 0 ? "" : GAP;
            line.append(gap).append(part.paint().apply(text));
            width += gap.length() + SafeText.width(text);
        }
        return new StyledLine(line.toString(), width);
    }
}
