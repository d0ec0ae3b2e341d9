package dev.tgarchiver.report.posts;

import dev.tgarchiver.app.posts.SearchHit;
import dev.tgarchiver.console.LocalTimeText;
import dev.tgarchiver.console.Pager;
import dev.tgarchiver.console.terminal.AnsiStyle;
import dev.tgarchiver.console.terminal.Console;
import dev.tgarchiver.console.terminal.SafeText;
import java.util.ArrayList;
import java.util.List;

/** Hits as a table, a line each: date, post, what the words are in, and the line with them. */
final class SearchText implements HitPrinter {

    private static final String GAP = "  ";

    /** Hits whose columns are aligned with each other. */
    private static final int ALIGNED = 500;

    /** A text needs this much room to say something. */
    private static final int NARROWEST = 24;

    private final Console console;
    private final List<SearchHit> waiting = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();

    SearchText(Console console) {
        this.console = console;
    }

    @Override
    public void hit(SearchHit hit) {
        waiting.add(hit);
        if (waiting.size() == ALIGNED) {
            write();
        }
    }

    @Override
    public void end() {
        write();
        if (console.outIsTerminal() && !lines.isEmpty()) {
            Pager.show(console, lines);
        }
        lines.clear();
    }

    private void write() {
        List<String> written = new ArrayList<>();
        int posts = waiting.stream()
                .mapToInt(hit -> SafeText.width(name(hit)))
                .max()
                .orElse(0);
        for (SearchHit hit : waiting) {
            written.addAll(lines(hit, posts));
        }
        waiting.clear();
        if (console.outIsTerminal()) {
            lines.addAll(written);
        } else {
            written.forEach(console::print);
        }
    }

    private List<String> lines(SearchHit hit, int posts) {
        AnsiStyle paint = console.outPaint();
        HitLine line = HitLine.of(hit);
        String date = LocalTimeText.minute(hit.post().date());
        String where = (hit.post().deletedAt().isPresent() ? "[deleted] " : "")
                + (line.where().isEmpty() ? "" : "[" + line.where() + "] ");
        String start = date + GAP + SafeText.padRight(name(hit), posts) + GAP;
        int columns = console.outIsTerminal() ? console.window().columns() : Integer.MAX_VALUE;
        int room = columns - SafeText.width(start) - SafeText.width(where);
        String coloured = paint.dim(date)
                + GAP
                + paint.cyan(name(hit))
                + " ".repeat(posts - SafeText.width(name(hit)))
                + GAP
                + paint.dim(where);
        String ellipsis = console.symbols().ellipsis();
        if (room >= NARROWEST) {
            return List.of((coloured + line.shown(room, paint, ellipsis)).stripTrailing());
        }
        return List.of(
                coloured.stripTrailing(), "    " + line.shown(Math.max(NARROWEST, columns - 4), paint, ellipsis));
    }

    private static String name(SearchHit hit) {
        return SafeText.text(hit.name());
    }
}
