package dev.tgarchiver.console;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;

/**
 * Puts parts into one line of a given width. Parts stand in the order in which they were added; where there is too
 * little room, those of the highest rank are left out first. Elastic parts share what is left, first come first.
 */
final class LineLayout {

    private static final String GAP = "  ";

    private final String ellipsis;
    private final List<Part> parts = new ArrayList<>();

    private record Part(int rank, int narrowest, int widest, IntFunction<String> draw, UnaryOperator<String> paint) {}

    LineLayout(Symbols symbols) {
        this.ellipsis = symbols.ellipsis();
    }

    /** Adds a printable text that is shown whole or not at all; an empty one is not there. */
    LineLayout add(int rank, String text, UnaryOperator<String> paint) {
        if (!text.isEmpty()) {
            int width = Printable.width(text);
            parts.add(new Part(rank, width, width, columns -> text, paint));
        }
        return this;
    }

    /** Adds a part that is drawn for any width between these two, and never draws more. */
    LineLayout elastic(int rank, int narrowest, int widest, IntFunction<String> draw, UnaryOperator<String> paint) {
        parts.add(new Part(rank, narrowest, Math.max(narrowest, widest), draw, paint));
        return this;
    }

    /** The line, no wider than {@code width}, without trailing spaces. */
    StyledLine fit(int width) {
        List<Part> chosen = new ArrayList<>();
        int used = -GAP.length();
        for (Part part :
                parts.stream().sorted(Comparator.comparingInt(Part::rank)).toList()) {
            if (used + GAP.length() + part.narrowest() <= width) {
                chosen.add(part);
                used += GAP.length() + part.narrowest();
            }
        }
        if (chosen.isEmpty()) {
            return parts.stream()
                    .min(Comparator.comparingInt(Part::rank))
                    .map(part -> StyledLine.plain(Printable.fit(part.draw().apply(part.narrowest()), width, ellipsis)))
                    .orElse(StyledLine.plain(""));
        }
        return draw(chosen, width - used);
    }

    private StyledLine draw(List<Part> chosen, int spareColumns) {
        int spare = spareColumns;
        List<String> texts = new ArrayList<>();
        List<Part> shown = new ArrayList<>();
        for (Part part : parts) {
            if (chosen.contains(part)) {
                int more = Math.min(spare, part.widest() - part.narrowest());
                spare -= more;
                texts.add(part.draw().apply(part.narrowest() + more));
                shown.add(part);
            }
        }
        int last = texts.size() - 1;
        texts.set(last, texts.get(last).stripTrailing());
        StringBuilder line = new StringBuilder();
        int width = 0;
        for (int i = 0; i <= last; i++) {
            String gap = i == 0 ? "" : GAP;
            line.append(gap).append(shown.get(i).paint().apply(texts.get(i)));
            width += gap.length() + Printable.width(texts.get(i));
        }
        return new StyledLine(line.toString(), width);
    }
}
