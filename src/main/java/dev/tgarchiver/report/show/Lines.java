package dev.tgarchiver.report.show;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tgarchiver.console.terminal.AnsiStyle;
import dev.tgarchiver.console.terminal.AnsiStyle.Look;
import dev.tgarchiver.console.terminal.SafeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Lines of text whose parts look different where a terminal can show it. The texts may hold anything. */
final class Lines {

    static final Set<Look> PLAIN = Set.of();
    static final Set<Look> BOLD = Set.of(Look.BOLD);
    static final Set<Look> DIM = Set.of(Look.DIM);

    /** A part of a line that looks the same. */
    record Part(String text, Set<Look> looks) {}

    private final List<List<Part>> lines = new ArrayList<>();

    /** A line; without one for a blank text. */
    Lines line(String text) {
        return line(text, PLAIN);
    }

    /** A line that looks so; line breaks in it begin others. */
    Lines line(String text, Set<Look> looks) {
        if (!text.isBlank()) {
            text.strip().lines().forEach(line -> lines.add(List.of(new Part(line, looks))));
        }
        return this;
    }

    /** A line of parts, which may be empty. */
    Lines line(List<Part> parts) {
        lines.add(List.copyOf(parts));
        return this;
    }

    /** A value with what it is before it; without a line for a blank one. */
    Lines labelled(String label, String value) {
        if (!value.isBlank()) {
            lines.add(List.of(new Part(label + ": ", DIM), new Part(value.strip(), PLAIN)));
        }
        return this;
    }

    /** A {@code formattedText} with its formatting. */
    Lines formatted(JsonNode text) {
        new FormattedLines(text).lines().forEach(this::line);
        return this;
    }

    /** All lines of others, each after something. */
    Lines indented(String start, Lines others) {
        for (List<Part> line : others.lines) {
            List<Part> parts = new ArrayList<>(List.of(new Part(start, DIM)));
            parts.addAll(line);
            lines.add(parts);
        }
        return this;
    }

    /** All lines of others, the first after a label. */
    Lines headed(String label, Lines others) {
        String start = label;
        for (List<Part> line : others.lines) {
            List<Part> parts = new ArrayList<>(List.of(new Part(start, DIM)));
            parts.addAll(line);
            lines.add(parts);
            start = " ".repeat(label.length());
        }
        return this;
    }

    /** An empty line, if there is not one already. */
    Lines gap() {
        if (!lines.isEmpty() && !lines.get(lines.size() - 1).isEmpty()) {
            lines.add(List.of());
        }
        return this;
    }

    /** All lines of others after a gap, if there are any. */
    Lines block(Lines others) {
        if (!others.isEmpty()) {
            gap();
            lines.addAll(others.lines);
        }
        return this;
    }

    boolean isEmpty() {
        return lines.isEmpty();
    }

    /** The lines, safe for a terminal. */
    List<String> shown(AnsiStyle paint) {
        return lines.stream()
                .map(line -> line.stream()
                        .map(part -> paint.with(part.looks(), SafeText.text(part.text())))
                        .collect(Collectors.joining())
                        .stripTrailing())
                .toList();
    }
}
