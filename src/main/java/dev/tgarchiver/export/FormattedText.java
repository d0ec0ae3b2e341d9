package dev.tgarchiver.export;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Writes a {@code formattedText} in a markup language. Formats lie within each other, as they have to there. */
public final class FormattedText {

    private final String text;
    private final Markup markup;
    private final List<Span> spans = new ArrayList<>();

    private FormattedText(JsonNode formatted, Markup markup) {
        text = WellFormed.text(formatted.path("text").asText());
        this.markup = markup;
        for (JsonNode entity : formatted.path("entities")) {
            int from = entity.path("offset").intValue();
            int to = (int)
                    Math.min(text.length(), (long) from + entity.path("length").intValue());
            if (from >= 0 && from < to) {
                spans.add(new Span(from, to, entity.path("type")));
            }
        }
        spans.sort(Comparator.comparingInt(Span::from).thenComparing(Span::to, Comparator.reverseOrder()));
    }

    /** A markup language. */
    public interface Markup {

        /** Text without a format; not empty. */
        String plain(String text);

        /**
         * A formatted part.
         *
         * @param type TDLib's {@code TextEntityType}
         * @param inner the part in this language
         * @param text the part without formats
         */
        String formatted(JsonNode type, String inner, String text);
    }

    private record Span(int from, int to, JsonNode type) {}

    /** The text in a markup language; empty where there is none. */
    public static String of(JsonNode formatted, Markup markup) {
        FormattedText text = new FormattedText(formatted, markup);
        return text.render(0, text.text.length(), 0, text.spans.size());
    }

    /** The text from one place to another, with the formats of these numbers, which begin within it. */
    private String render(int from, int to, int first, int end) {
        StringBuilder out = new StringBuilder();
        int at = from;
        int next = first;
        while (next < end) {
            Span span = spans.get(next);
            int stop = Math.min(span.to(), to);
            int inner = next + 1;
            while (inner < end && spans.get(inner).from() < stop) {
                inner++;
            }
            if (span.from() >= at && stop > span.from()) {
                plain(at, span.from(), out);
                out.append(markup.formatted(
                        span.type(), render(span.from(), stop, next + 1, inner), text.substring(span.from(), stop)));
                at = stop;
            }
            next = inner;
        }
        plain(at, to, out);
        return out.toString();
    }

    private void plain(int from, int to, StringBuilder out) {
        if (from < to) {
            out.append(markup.plain(text.substring(from, to)));
        }
    }
}
