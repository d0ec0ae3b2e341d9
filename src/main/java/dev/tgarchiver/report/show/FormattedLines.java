package dev.tgarchiver.report.show;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tgarchiver.console.terminal.AnsiStyle.Look;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A {@code formattedText} in lines: quotes are marked, links have their addresses after them. */
final class FormattedLines {

    private static final String ENTITY = "textEntityType";
    private static final String QUOTE = "> ";

    private record Span(int from, int to, String type, String url) {

        boolean isQuote() {
            return type.endsWith("BlockQuote");
        }
    }

    private final String text;
    private final List<Span> spans = new ArrayList<>();
    private final List<List<Lines.Part>> lines = new ArrayList<>();
    private List<Lines.Part> line = new ArrayList<>();

    FormattedLines(JsonNode formatted) {
        text = formatted.path("text").asText().stripTrailing();
        for (JsonNode entity : formatted.path("entities")) {
            int from = entity.path("offset").intValue();
            int to = (int)
                    Math.min(text.length(), (long) from + entity.path("length").intValue());
            String type = entity.path("type").path("@type").asText();
            if (from >= 0 && from < to && type.startsWith(ENTITY)) {
                spans.add(new Span(
                        from,
                        to,
                        type.substring(ENTITY.length()),
                        entity.path("type").path("url").asText()));
            }
        }
        spans.sort(Comparator.comparingInt(Span::from));
    }

    /** The lines; none for an empty text. */
    List<List<Lines.Part>> lines() {
        if (text.isBlank()) {
            return List.of();
        }
        Set<Integer> borders = new TreeSet<>(List.of(0, text.length()));
        spans.forEach(span -> borders.addAll(List.of(span.from(), span.to())));
        int from = 0;
        for (int to : borders) {
            if (to > from) {
                part(from, to);
                from = to;
            }
        }
        lines.add(line);
        return lines;
    }

    private void part(int from, int to) {
        Set<Look> looks = EnumSet.noneOf(Look.class);
        boolean quote = false;
        for (Span span : spans) {
            if (span.from() <= from && span.to() >= to) {
                look(span.type(), looks);
                quote |= span.isQuote();
            }
        }
        String[] pieces = text.substring(from, to).split("\n", -1);
        for (int i = 0; i < pieces.length; i++) {
            if (i > 0) {
                lines.add(line);
                line = new ArrayList<>();
            }
            boolean rest = i == pieces.length - 1 && pieces[i].isEmpty();
            if (quote && line.isEmpty() && !rest) {
                line.add(new Lines.Part(QUOTE, Lines.DIM));
            }
            if (!pieces[i].isEmpty()) {
                line.add(new Lines.Part(pieces[i], looks));
            }
        }
        for (Span span : spans) {
            boolean ends = span.to() == to && span.from() <= from;
            if (ends
                    && !span.url().isEmpty()
                    && !text.substring(span.from(), span.to()).equals(span.url())) {
                line.add(new Lines.Part(" (" + span.url() + ")", Lines.DIM));
            }
        }
    }

    private static void look(String type, Set<Look> looks) {
        switch (type) {
            case "Bold" -> looks.add(Look.BOLD);
            case "Italic" -> looks.add(Look.ITALIC);
            case "Underline" -> looks.add(Look.UNDERLINED);
            case "Strikethrough" -> looks.add(Look.STRUCK);
            case "Spoiler" -> looks.add(Look.DIM);
            case "Code",
                    "Pre",
                    "PreCode",
                    "Mention",
                    "MentionName",
                    "Hashtag",
                    "Cashtag",
                    "Url",
                    "TextUrl",
                    "EmailAddress" -> looks.add(Look.CYAN);
            default -> {
                // A quote has its mark, and the others say what they are.
            }
        }
    }
}
