package dev.tgarchiver.storage.naming;

import dev.tgarchiver.storage.naming.TemplatePart.Field;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Parses path templates. For single use. */
final class TemplateParser {

    private static final int LONGEST = 500;
    private static final int MOST_FOLDERS = 15;
    private static final int LONGEST_PATTERN = 40;
    private static final String DATE = "date";
    private static final Instant SAMPLE = Instant.parse("2024-12-30T23:59:58Z");

    private final String text;
    private final List<List<TemplatePart>> components = new ArrayList<>();
    private List<TemplatePart> component = new ArrayList<>();
    private boolean hasId;

    private TemplateParser(String text) {
        this.text = text;
    }

    static List<List<TemplatePart>> parse(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("is empty");
        }
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException("is longer than " + LONGEST + " characters");
        }
        return new TemplateParser(text).read();
    }

    private List<List<TemplatePart>> read() {
        if (text.startsWith("/") || text.startsWith("~") || text.matches("[A-Za-z]:.*")) {
            throw new IllegalArgumentException(
                    "is not a relative path; write the folder that it starts from into output_dir");
        }
        int position = 0;
        while (position < text.length()) {
            char character = text.charAt(position);
            if (character == '{') {
                int end = text.indexOf('}', position);
                if (end < 0) {
                    throw new IllegalArgumentException("has a { without }");
                }
                component.add(field(text.substring(position + 1, end)));
                position = end + 1;
            } else if (character == '/') {
                endComponent();
                position++;
            } else {
                position = literal(position);
            }
        }
        endComponent();
        if (!hasId) {
            throw new IllegalArgumentException("lacks {id}, without which names are not unique");
        }
        if (components.size() > MOST_FOLDERS + 1) {
            throw new IllegalArgumentException("has more than " + MOST_FOLDERS + " folders");
        }
        dropFinalExtension(components.get(components.size() - 1));
        return components.stream().map(List::copyOf).toList();
    }

    private int literal(int start) {
        int end = start;
        while (end < text.length() && "{/".indexOf(text.charAt(end)) < 0) {
            char character = text.charAt(end);
            if (character == '}') {
                throw new IllegalArgumentException("has a } without {");
            }
            if (character == '\\') {
                throw new IllegalArgumentException("has a backslash; write / between folders");
            }
            if (character < ' ' || "<>:\"|?*".indexOf(character) >= 0) {
                throw new IllegalArgumentException("has a character that is not allowed in file names everywhere: "
                        + (character < ' ' ? "a control character" : character));
            }
            end++;
        }
        component.add(new TemplatePart.Literal(text.substring(start, end)));
        return end;
    }

    private TemplatePart field(String content) {
        if (content.equals(DATE)) {
            return new TemplatePart.Date(DateTimeFormatter.ISO_LOCAL_DATE.withZone(ZoneOffset.UTC));
        }
        if (content.startsWith(DATE + ":")) {
            return new TemplatePart.Date(format(content.substring(DATE.length() + 1)));
        }
        int colon = content.indexOf(':');
        Field field = Field.of(colon < 0 ? content : content.substring(0, colon))
                .orElseThrow(() -> new IllegalArgumentException(
                        "has the unknown field {" + content + "}; there are " + Field.allKeys()));
        hasId |= field == Field.ID;
        return new TemplatePart.Value(field, colon < 0 ? 0 : digits(field, content.substring(colon + 1)));
    }

    private static int digits(Field field, String width) {
        if (!field.isNumber() || !width.matches("0?[1-9]|0?1[0-9]")) {
            throw new IllegalArgumentException("has the field {" + field.key() + ":" + width
                    + "}; only id and album take a number of digits, 1 to 19: {id:06}");
        }
        return Integer.parseInt(width);
    }

    private static DateTimeFormatter format(String pattern) {
        if (pattern.contains("/")) {
            throw new IllegalArgumentException("has a date pattern with a slash; write {date:yyyy}/{date:MM}");
        }
        requirePlausible(pattern);
        try {
            DateTimeFormatter format =
                    DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(ZoneOffset.UTC);
            if (format.format(SAMPLE).isBlank()) {
                throw new IllegalArgumentException("writes nothing");
            }
            return format;
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new IllegalArgumentException(
                    "has the invalid date pattern \"" + pattern + "\"; a valid one is yyyy-MM-dd", e);
        }
    }

    /** Rejects patterns that Java accepts but that are certainly mistakes. */
    private static void requirePlausible(String pattern) {
        if (pattern.isBlank() || pattern.length() > LONGEST_PATTERN) {
            throw new IllegalArgumentException("has an empty or very long date pattern; yyyy-MM is a good one");
        }
        if (pattern.contains("Y") && !pattern.contains("w")) {
            throw new IllegalArgumentException("has Y, the year of the week, in its date pattern; write yyyy");
        }
        if (pattern.contains("m") && !pattern.matches("(?s).*[hHkK].*")) {
            throw new IllegalArgumentException("has m, minutes, in its date pattern; a month is MM");
        }
        if (pattern.contains("D") && pattern.contains("M")) {
            throw new IllegalArgumentException("has D, the day of the year, in its date pattern; write dd");
        }
    }

    private void endComponent() {
        if (component.isEmpty()) {
            throw new IllegalArgumentException(
                    components.isEmpty() || text.endsWith("/")
                            ? "ends in /; a file name has to follow"
                            : "has two / in a row");
        }
        if (component.get(0) instanceof TemplatePart.Literal first) {
            String start = first.text();
            boolean alone = component.size() == 1;
            if (alone && (start.equals("..") || start.equals("."))) {
                throw new IllegalArgumentException("has the folder \"" + start + "\"; files stay below output_dir");
            }
            if (start.startsWith(".") || start.startsWith("-")) {
                throw new IllegalArgumentException("has a name that starts with \"" + start.charAt(0)
                        + "\", which is hidden or taken for an option");
            }
            if (alone && SafeName.of(start, "_").equals("_") && !start.equals("_")) {
                throw new IllegalArgumentException("has the folder \"" + start + "\", which is not a usable name");
            }
        }
        components.add(component);
        component = new ArrayList<>();
    }

    /** Every name ends with the extension anyway. */
    private static void dropFinalExtension(List<TemplatePart> name) {
        int last = name.size() - 1;
        if (last < 1
                || !(name.get(last) instanceof TemplatePart.Value end)
                || end.field() != Field.EXT
                || !(name.get(last - 1) instanceof TemplatePart.Literal before)
                || !before.text().endsWith(".")) {
            return;
        }
        name.remove(last);
        String rest = before.text().substring(0, before.text().length() - 1);
        if (rest.isEmpty()) {
            name.remove(last - 1);
        } else {
            name.set(last - 1, new TemplatePart.Literal(rest));
        }
    }
}
