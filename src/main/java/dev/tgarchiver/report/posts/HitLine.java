package dev.tgarchiver.report.posts;

import dev.tgarchiver.app.posts.SearchHit;
import dev.tgarchiver.console.terminal.AnsiStyle;
import dev.tgarchiver.console.terminal.SafeText;
import dev.tgarchiver.search.Places;
import dev.tgarchiver.tracker.query.FoundPost;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The line of a hit that shows its words. */
final class HitLine {

    private static final Set<String> OWN_TEXT = Set.of("text", "caption");

    private final String text;
    private final List<Places.Place> places;
    private final String where;

    private HitLine(String where, String text, List<Places.Place> places) {
        this.where = where;
        this.text = text;
        this.places = places;
    }

    /** The line with the first word, preferably in the post's own text; the post's first line when it was not found by words. */
    static HitLine of(SearchHit hit) {
        if (hit.texts().isEmpty()) {
            FoundPost post = hit.post();
            String shown = Stream.concat(
                            Stream.of(post.text()), post.file().stream().map(FoundPost.File::name))
                    .filter(words -> !words.isBlank())
                    .findFirst()
                    .orElse("");
            return new HitLine(post.type().equals("text") ? "" : post.type(), line(shown, 0), List.of());
        }
        SearchHit.Text found = hit.texts().stream()
                .filter(text -> OWN_TEXT.contains(text.part()))
                .findFirst()
                .orElse(hit.texts().get(0));
        int first = found.places().get(0).start();
        int start = found.text().lastIndexOf('\n', Math.max(0, first - 1)) + 1;
        int from = first == 0 ? 0 : start;
        String line = line(found.text(), from);
        List<Places.Place> inLine = found.places().stream()
                .map(place -> new Places.Place(place.start() - from, Math.min(place.end() - from, line.length())))
                .filter(place -> place.start() >= 0 && place.start() < place.end())
                .toList();
        String part = OWN_TEXT.contains(found.part()) ? "" : found.part();
        return new HitLine(part.replace('_', ' ').replace('/', ' '), line, inLine);
    }

    /** What the line is of the post; empty for its own text. */
    String where() {
        return SafeText.text(where);
    }

    private static String line(String text, int from) {
        int end = text.indexOf('\n', from);
        return text.substring(from, end < 0 ? text.length() : end);
    }

    /** The line with its words in colour, and without its ends where there is no room for them. */
    String shown(int columns, AnsiStyle paint, String ellipsis) {
        int start = 0;
        if (!places.isEmpty() && SafeText.width(SafeText.text(text)) > columns) {
            start = cut(columns);
        }
        StringBuilder shown = new StringBuilder();
        int room = columns;
        if (start > 0) {
            shown.append(ellipsis);
            room -= SafeText.width(ellipsis);
        }
        int at = start;
        for (Places.Place place : places) {
            if (place.start() < at) {
                continue;
            }
            room = append(text.substring(at, place.start()), room, ellipsis, shown, AnsiStyle.NONE);
            room = append(text.substring(place.start(), place.end()), room, ellipsis, shown, paint);
            at = place.end();
        }
        append(text.substring(at), room, ellipsis, shown, AnsiStyle.NONE);
        return shown.toString().stripTrailing();
    }

    /** Where the shown part starts, so that the first word is in its first half. */
    private int cut(int columns) {
        int first = places.get(0).start();
        int start = first;
        int width = 0;
        while (start > 0 && width < columns / 3) {
            start = text.offsetByCodePoints(start, -1);
            width = SafeText.width(SafeText.text(text.substring(start, first)));
        }
        return start < 3 ? 0 : start;
    }

    /** Appends what has room; returns how much is left. */
    private static int append(String piece, int room, String ellipsis, StringBuilder shown, AnsiStyle paint) {
        if (room <= 0) {
            return 0;
        }
        String safe = SafeText.text(piece);
        int width = SafeText.width(safe);
        shown.append(paint.yellow(SafeText.fit(safe, room, ellipsis)));
        return width <= room ? room - width : 0;
    }
}
